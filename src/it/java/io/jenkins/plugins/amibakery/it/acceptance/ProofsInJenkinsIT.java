package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code prove} and {@code verifyFleet} on environments that are really deployed: to their end, through restarts, and stopped. */
@ExtendWith(BakeryExtension.class)
@ExtendWith(NeedsRunway.class)
class ProofsInJenkinsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PROVE =
            "prove stack: '" + Environments.QA + "', with: '" + Environments.PROD + "', allow: 'may-differ.txt'";
    private static final String REPLACE =
            "verifyFleet stack: '" + Environments.PROD + "', replace: true, failOn: 'unknown'";

    private static Environments there;

    private final Bakery bakery;

    ProofsInJenkinsIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @BeforeEach
    void deploy() {
        if (there == null) {
            there = new Environments(bakery);
        }
        there.awaitComplete(Environments.QA);
        there.awaitComplete(Environments.PROD);
    }

    private Job job(String name, String steps) {
        return bakery.controller().pipeline(name, there.onAgent(steps));
    }

    private void restart() {
        bakery.controller().crash();
        bakery.controller().restart();
    }

    @Test
    void whatIsDeployedIsGreenAndAnEditedFileIsRedUntilItsInstanceIsReplaced() {
        Job proves = job("proves", PROVE + ", drill: 1, failOn: 'unknown'");
        Build good = proves.run();
        assertThat(good.result()).as(good.log()).isEqualTo("SUCCESS");
        assertThat(good.log()).contains("green, 16 of 16 proofs");
        assertThat(verdicts())
                .hasSize(16)
                .containsValue("green")
                .doesNotContainValue("red")
                .doesNotContainValue("not known");

        Set<String> before = there.members(Environments.PROD);
        String edited = before.iterator().next();
        there.edit(edited);
        Build bad = job("proves", PROVE).run();
        assertThat(bad.result()).as(bad.log()).isEqualTo("FAILURE");
        assertThat(verdicts()).containsEntry("I1.3", "red").containsEntry("I1.2", "green");
        assertThat(row("I1.3").path("evidence").asText()).contains(edited, Environments.EDITED);
        assertThat(row("I2.4").path("evidence").asText()).contains("in a drill of " + there.ami());
        assertThat(bakery.controller()
                        .web()
                        .page("/ami-bakery/immutability/"
                                + environment().path("id").asText() + "/"))
                .contains(edited, Environments.EDITED);
        assertThat(bakery.controller()
                        .web()
                        .json(bad.path() + "/proofs/api/json?depth=2")
                        .findValuesAsText("verdict"))
                .contains("red");

        Build replaced = job("replaces", REPLACE).run();
        assertThat(replaced.result()).as(replaced.log()).isEqualTo("SUCCESS");
        assertThat(replaced.log()).contains("replacing " + edited + " of the group ", Environments.EDITED);
        assertReplaced(before, edited);
    }

    private static void assertReplaced(Set<String> before, String instance) {
        Set<String> kept = new TreeSet<>(before);
        kept.remove(instance);
        there.awaitComplete(Environments.PROD);
        assertThat(there.size(Environments.PROD).desired()).isEqualTo(2);
        assertThat(there.members(Environments.PROD))
                .hasSize(2)
                .containsAll(kept)
                .doesNotContain(instance);
    }

    @Test
    void aVerificationGoesOnWhenTheControllerIsKilledWhileCommandsRunOnInstances() {
        goesOn("commands", "comparing files", """
                {"faults": [{"action": "ListCommandInvocations", "times": 1, "latency": 5}]}""");
    }

    @Test
    void aVerificationGoesOnWhenTheControllerIsKilledWhileAnInstanceIsReplaced() {
        goesOn("replacement", "replacing i-", """
                {"delays": {"instance": 40}}""");
    }

    private void goesOn(String phase, String words, String settings) {
        Set<String> before = there.members(Environments.PROD);
        Set<String> all = bakery.cloud().instances();
        String edited = before.iterator().next();
        there.edit(edited);
        bakery.cloud().settings(settings);
        Build build = job("restarted-" + phase, REPLACE).start();
        build.awaitLog(words);
        restart();

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertReplaced(before, edited);
        Set<String> now = bakery.cloud().instances();
        assertThat(now).as("nothing was replaced twice").hasSameSizeAs(all);
        now.removeAll(all);
        assertThat(now).as(build.log()).hasSize(1);
    }

    @Test
    void aDrillGoesOnFromTheSizeBeforeItWhenTheControllerIsKilled() {
        Build build = drilling("proves-restarted");
        restart();
        assertTakenUp(build);
    }

    @Test
    void aDrillWhoseAgentWasKilledIsSetBackAndGoesOnWhenItIsThereAgain() {
        Build build = drilling("proves-again");
        bakery.agent().crash();
        build.awaitLog("is offline");
        bakery.agent().connect();
        assertTakenUp(build);
        assertThat(build.log()).contains("back from 2 to 1 instances, where a drill that was killed has left it");
    }

    private Build drilling(String name) {
        slowly(60);
        Build build = job(name, PROVE + ", drill: 1, failOn: 'unknown'").start();
        build.awaitLog("letting the group ");
        awaitDesired(2);
        return build;
    }

    private void assertTakenUp(Build build) {
        bakery.cloud().calm();
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(there.size(Environments.QA).desired()).isEqualTo(1);
        assertThat(there.group(Environments.QA).drill()).isEmpty();
        assertThat(row("I2.4").path("evidence").asText()).startsWith("1 of 1 more instances ");
    }

    @Test
    void aDrillThatIsAbortedIsSetBackWhetherItsAgentIsThereOrNot() {
        slowly(20);
        Build build = job("proves-aborted", PROVE + ", drill: 2").start();
        build.awaitLog("letting the group ");
        awaitDesired(3);
        build.abort();
        assertThat(build.result()).as(build.log()).isEqualTo("ABORTED");
        awaitSetBack();

        Build away = job("proves-alone", PROVE + ", drill: 2").start();
        away.awaitLog("letting the group ");
        awaitDesired(3);
        bakery.agent().crash();
        away.abort();
        assertThat(away.result()).as(away.log()).isEqualTo("ABORTED");
        awaitSetBack();
        bakery.agent().connect();
    }

    @Test
    void aVerificationThatIsAbortedLeavesNothing() {
        Set<String> before = bakery.cloud().inventory();
        bakery.cloud().settings("""
                {"faults": [{"action": "ListCommandInvocations", "times": 1, "latency": 5}]}""");
        Build build = job("verifies-aborted", REPLACE).start();
        build.awaitLog("comparing files");
        build.abort();

        assertThat(build.result()).as(build.log()).isEqualTo("ABORTED");
        assertThat(bakery.cloud().since(before)).as(build.log()).isEmpty();
        JsonNode task = bakery.controller()
                .web()
                .json(build.path() + "/tasks/api/json")
                .path("tasks")
                .get(0);
        assertThat(task.path("outcome").asText()).isEqualTo("cancelled");
    }

    /** No drill is over before it is stopped. */
    private void slowly(int seconds) {
        bakery.cloud().settings("""
                {"delays": {"instance": %d}}""".formatted(seconds));
    }

    private static void awaitDesired(int count) {
        Until.isTrue(
                "QA is to have " + count,
                PATIENCE,
                () -> there.size(Environments.QA).desired() == count,
                () -> there.size(Environments.QA).toString());
    }

    private static void awaitSetBack() {
        Until.isTrue(
                "QA has its size again",
                PATIENCE,
                () -> there.size(Environments.QA).desired() == 1
                        && there.group(Environments.QA).drill().isEmpty(),
                () -> there.size(Environments.QA) + " " + there.group(Environments.QA));
        there.awaitComplete(Environments.QA);
    }

    /** The only pair of environments of the page Immutability. */
    private JsonNode environment() {
        JsonNode all = bakery.controller()
                .web()
                .json("/ami-bakery/immutability/api/json?depth=3")
                .path("environments");
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private JsonNode row(String proof) {
        return StreamSupport.stream(environment().findValue("rows").spliterator(), false)
                .filter(row -> row.path("proof").asText().equals(proof))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> verdicts() {
        return StreamSupport.stream(environment().findValue("rows").spliterator(), false)
                .collect(Collectors.toMap(
                        row -> row.path("proof").asText(),
                        row -> row.path("verdict").asText()));
    }
}
