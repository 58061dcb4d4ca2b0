package io.jenkins.plugins.amibakery.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.cloud.Commands.Said;
import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.cloud.FakeFleet;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Instance;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport.Replacement;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplaceDriftedTest {
    private static final ReplaceDrifted WEB =
            new ReplaceDrifted(new VerifyFleet("us-west-2", "web", "", "", "", "", "", ""));

    private final FakeCloud cloud = new FakeCloud();
    private final FakeFleet fleet = cloud.fleet.with("web", 3);
    private final List<String> ended = new ArrayList<>();
    private String newcomerSays = "";

    @BeforeEach
    void replacesAtOnce() {
        cloud.capacity.desired = 3;
        cloud.capacity.healthy.addAll(List.of("i-1", "i-2", "i-3"));
        cloud.capacity.replacing = id -> {
            ended.add(id);
            cloud.capacity.healthy.remove(id);
            comes("i-1" + id.substring(2), id);
        };
    }

    private void comes(String id, String instead) {
        Instance gone = fleet.instances.remove(instead);
        fleet.instances.put(
                id,
                new Instance(
                        id,
                        gone.born(),
                        gone.image(),
                        "vol-" + id,
                        "",
                        gone.securityGroups(),
                        gone.template(),
                        gone.tags()));
        fleet.snapshots.put("vol-" + id, "snap-1");
        fleet.userData.put(id, "b".repeat(64));
        fleet.said.put(id, new Said("", FakeFleet.look(newcomerSays)));
        fleet.groups.computeIfPresent(
                "web",
                (name, group) -> new Group(
                        name,
                        group.templates(),
                        List.of(),
                        group.maxLifetime(),
                        List.copyOf(fleet.instances.keySet()),
                        group.drill()));
        cloud.capacity.healthy.add(id);
    }

    private void drifts(String id) {
        fleet.said.put(id, new Said("", FakeFleet.look("\"login\": 1796036400")));
    }

    private FleetReport run() throws Exception {
        return WEB.run(new Workplace(Path.of(""), Map.of()), cloud);
    }

    @Test
    void whatIsRedIsReplacedOneByOneAndTheFleetIsGreenAgain() throws Exception {
        drifts("i-1");
        drifts("i-3");

        FleetReport report = run();

        assertThat(ended).containsExactly("i-1", "i-3");
        assertThat(report.verdict()).isEqualTo(Verdict.GREEN);
        assertThat(report.replacements()).extracting(Replacement::by).containsExactly("i-11", "i-13");
        assertThat(report.notes().get(1)).startsWith("i-1 (logins: somebody logged in at 2026-");
        assertThat(report.notes().get(1)).endsWith("): replaced by i-11");
    }

    @Test
    void aGreenFleetAndWhatIsNotKnownStay() throws Exception {
        assertThat(run().replacements()).isEmpty();
        fleet.said.put("i-2", new Said("Systems Manager does not manage it", ""));

        FleetReport report = run();

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(report.replacements()).isEmpty();
        assertThat(ended).isEmpty();
    }

    @Test
    void anInstanceThatIsOnItsWayIsWaitedFor() throws Exception {
        cloud.capacity.healthy.remove("i-2");
        fleet.said.put("i-2", new Said("Systems Manager does not manage it", ""));
        fleet.changes(
                "i-2",
                now -> new Instance(
                        now.id(),
                        Instant.now(),
                        now.image(),
                        now.rootVolume(),
                        now.keyName(),
                        now.securityGroups(),
                        now.template(),
                        now.tags()));
        cloud.capacity.awaiting = () -> cloud.capacity.healthy.add("i-2");
        fleet.managing = some -> {
            assertThat(some).containsExactly("i-2");
            fleet.said.put("i-2", new Said("", FakeFleet.look("")));
        };

        FleetReport report = run();

        assertThat(report.verdict()).isEqualTo(Verdict.GREEN);
        assertThat(ended).isEmpty();
    }

    @Test
    void nobodyIsReplacedWhileTheOthersOfTheGroupAreNotComplete() throws Exception {
        drifts("i-1");
        cloud.capacity.healthy.remove("i-2");

        FleetReport report = run();

        assertThat(ended).isEmpty();
        assertThat(report.notes().get(1))
                .endsWith("not replaced, the group has 1 other healthy instance of 3 that it wants");
    }

    @Test
    void theOnlyInstanceOfAGroupStays() throws Exception {
        drifts("i-1");
        cloud.capacity.desired = 1;
        cloud.capacity.healthy.retainAll(List.of("i-1"));

        assertThat(run().replacements())
                .extracting(Replacement::why)
                .containsExactly("the group has 0 other healthy instances of 1 that it wants");
    }

    @Test
    void theRestStaysWhenTheFirstThatCameIsRedToo() throws Exception {
        newcomerSays = "\"passwords\": [\"admin\"]";
        drifts("i-1");
        drifts("i-2");

        FleetReport report = run();

        assertThat(ended).containsExactly("i-1");
        assertThat(report.verdict()).isEqualTo(Verdict.RED);
        assertThat(report.replacements().get(1).why())
                .isEqualTo("i-11, which came anew, is red too, access: users with a password: admin");
    }

    @Test
    void aRightThatIsMissingIsNamedAndTheRestStays() throws Exception {
        drifts("i-1");
        drifts("i-2");
        cloud.capacity.refused.add("replace");

        FleetReport report = run();

        assertThat(report.replacements())
                .extracting(Replacement::why)
                .containsExactly("replace is denied", "the one before was not replaced");
        assertThat(report.tree()).containsKey("replacements");
    }
}
