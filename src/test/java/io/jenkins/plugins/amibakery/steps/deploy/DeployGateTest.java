package io.jenkins.plugins.amibakery.steps.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.results.history.PlayedAttestations;
import io.jenkins.plugins.amibakery.results.record.Deployed;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.OverrideRecord;
import io.jenkins.plugins.amibakery.results.record.PlanRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What gets into a protected environment. */
class DeployGateTest {
    private static final String GOOD = "ami-0aaaaaaaaaaaaaaaa";
    private static final String BAD = "ami-0bbbbbbbbbbbbbbbb";
    private static final String PARTLY = "ami-0cccccccccccccccc";
    private static final String NEW = "ami-0dddddddddddddddd";
    private static final String NEWEST =
            "web.json line 7: $Latest is whichever version the launch template has by then";

    private final PlayedAttestations attested = new PlayedAttestations()
            .tested(GOOD, Verdict.PASSED, "testAmi passed")
            .tested(BAD, Verdict.FAILED, "testAmi failed: [Health]")
            .tested(PARTLY, Verdict.NOT_KNOWN, "testAmi not known in whole: [Health]");
    private final DeployGate gate = new DeployGate(
            environment -> Optional.ofNullable(Map.of("qa", "", "prod", "qa").get(environment)), attested);

    private static Map<String, String> named(String... amis) {
        Map<String, String> named = new LinkedHashMap<>();
        List.of(amis).forEach(ami -> named.put(ami, ""));
        return named;
    }

    private List<String> refusals(String environment, String... amis) {
        return gate.judged(environment, named(amis), List.of()).refusals().stream()
                .map(DeployGate.Refusal::line)
                .toList();
    }

    @Test
    void anAmiThatPassedItsTestIsTakenAndAnyOtherRefusedWithWhatItCameTo() {
        assertThat(refusals("qa", GOOD)).isEmpty();
        assertThat(refusals("qa", BAD)).containsExactly(BAD + " did not pass a test: testAmi failed: [Health]");
        assertThat(refusals("qa", PARTLY)).first().asString().contains("not known in whole");
        assertThat(refusals("qa", GOOD, NEW)).containsExactly(NEW + " did not pass a test: none is attested");
    }

    @Test
    void anAmiThatAFileNamesIsJudgedAsAnyOther() {
        Map<String, String> named = Map.of(GOOD, "prod.env line 2", NEW, "web.json line 7");
        assertThat(gate.judged("qa", named, List.of()).refusals())
                .extracting(DeployGate.Refusal::line)
                .containsExactly("web.json line 7 names " + NEW + ", which did not pass a test: none is attested");
    }

    @Test
    void whereAnotherEnvironmentIsRequiredThatVeryAmiMustHavePassedThere() {
        assertThat(refusals("prod", GOOD))
                .containsExactly(GOOD + " did not pass in qa: no deployment of it there is attested");

        attested.deployed(GOOD, "qa", Verdict.NOT_KNOWN, "deployed by job/qa/7/, and nothing was checked there");
        assertThat(refusals("prod", GOOD)).first().asString().endsWith("and nothing was checked there");

        attested.deployed(GOOD, "qa", Verdict.PASSED, "deployed by job/qa/7/, passed Smoke test");
        assertThat(refusals("prod", GOOD)).isEmpty();
    }

    @Test
    void whatLetsAnAmiInIsSaid() {
        attested.deployed(GOOD, "qa", Verdict.PASSED, "as the copy of " + NEW + ": deployed by job/qa/7/, passed A");

        assertThat(gate.judged("prod", named(GOOD, BAD), List.of()).taken())
                .containsExactly(
                        GOOD + ", testAmi passed",
                        GOOD + " in qa, as the copy of " + NEW + ": deployed by job/qa/7/, passed A");
    }

    @Test
    void ofTwoParallelBakesTheOneThatQaTestedIsTaken() {
        attested.deployed(GOOD, "qa", Verdict.PASSED, "deployed by job/qa/7/, passed Smoke test")
                .tested(NEW, Verdict.PASSED, "testAmi passed")
                .deployed(NEW, "dev", Verdict.PASSED, "deployed by job/qa/8/, passed Smoke test");

        assertThat(refusals("prod", GOOD)).isEmpty();
        assertThat(refusals("prod", NEW)).hasSize(1);
    }

    @Test
    void filesThatTakeWhateverIsNewestAreRefusedWithoutAnAmiToo() {
        List<DeployGate.Refusal> refusals =
                gate.judged("qa", named(), List.of(NEWEST)).refusals();

        assertThatThrownBy(() -> DeployGate.require("qa", refusals))
                .isInstanceOf(DeployFailedException.class)
                .hasMessageStartingWith("qa is protected, and " + NEWEST + ".")
                .extracting(thrown -> ((DeployFailedException) thrown).failure().cause())
                .isEqualTo(DeployFailureCause.NOT_FIXED);
    }

    private static DeploymentRecord plan(String digest) {
        DeploymentRecord plan = Deployed.done(DeployAction.PLAN, "prod", GOOD, "us-west-2", 1);
        plan.setPlan(
                new PlanRecord(digest, digest.isEmpty() ? List.of("first") : List.of(), false, List.of(), List.of()));
        plan.setOverride(new OverrideRecord("alice", "Alice", "the site is down", 1));
        return plan;
    }

    @Test
    void anOverrideIsGoodForExactlyThePlanOnWhosePageItWasGiven() {
        DeploymentRecord plan = plan("sha256:1");
        assertThat(DeployGate.override(plan, "sha256:1", List.of(GOOD)))
                .get()
                .extracting(OverrideRecord::getLine)
                .isEqualTo("Alice (alice): the site is down");
        assertThat(DeployGate.override(plan, "sha256:2", List.of(GOOD))).isEmpty();
        assertThat(DeployGate.override(plan, null, List.of(GOOD))).isEmpty();
        plan.setOverride(null);
        assertThat(DeployGate.override(plan, "sha256:1", List.of(GOOD))).isEmpty();
    }

    @Test
    void whereNoPlanIsPossibleAnOverrideIsGoodForTheAmiThatWasAskedAbout() {
        assertThat(DeployGate.override(plan(""), null, List.of(GOOD))).isPresent();
        assertThat(DeployGate.override(plan(""), null, List.of(GOOD, BAD))).isEmpty();
        DeploymentRecord both = plan("");
        both.setAmis(List.of(BAD));
        assertThat(DeployGate.override(both, null, List.of(GOOD, BAD))).isPresent();
    }

    @Test
    void otherEnvironmentsAndDeploymentsWithoutAnAmiAreLeftAlone() {
        assertThat(gate.judged("dev", named(BAD), List.of(NEWEST)).refusals()).isEmpty();
        assertThat(refusals("prod")).isEmpty();
    }
}
