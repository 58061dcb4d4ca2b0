package io.jenkins.plugins.amibakery.results.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.Schema;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.engine.model.StackChange;
import io.jenkins.plugins.amibakery.results.record.ApprovalRecord;
import io.jenkins.plugins.amibakery.results.record.CheckRecord;
import io.jenkins.plugins.amibakery.results.record.Deployed;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.PackageLook;
import io.jenkins.plugins.amibakery.results.record.PlanRecord;
import io.jenkins.plugins.amibakery.results.record.StackChangeRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalQuestionTest {
    private static final String URL = "https://jenkins.example.com/job/web/7/deployments/1/";
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    private DeploymentIndex index = new DeploymentIndex();
    private final PlayedAttestations attested = new PlayedAttestations();
    private ApprovalChecks.Known known = new ApprovalChecks.Known(Optional.empty(), "");

    private static DeploymentRecord plan(PlanRecord made) {
        DeploymentRecord plan = Deployed.done(DeployAction.PLAN, "prod", Deployed.SECOND, "us-west-2", 3_600_000);
        plan.setPlan(made);
        plan.setReplacedAmi(Deployed.FIRST);
        plan.setStartedBy("Started by user baker");
        return plan;
    }

    private static PlanRecord whole() {
        StackChange change = new StackChange(
                "us-west-2", "asg", true, List.of(), List.of(new StackChange.Parameter("ImageId", "a", "b")));
        return new PlanRecord(DIGEST, List.of(), false, List.of(StackChangeRecord.of(change)), List.of());
    }

    private static PlanRecord first() {
        return new PlanRecord("", List.of("First deployment of prod: no plan possible"), true, List.of(), List.of());
    }

    private ApprovalRecord asked(DeploymentRecord plan, long until) {
        return new ApprovalQuestion(
                        plan,
                        ApprovalFacts.of(plan, ami -> Optional.empty()),
                        ApprovalChecks.of(plan, index, known, attested, Optional.empty()))
                .asked("Deploy-prod", 3_600_000, until, URL);
    }

    private void deployed(DeploymentRecord record) {
        index = index.with(DeploymentFacts.of((int) record.getBegan(), record));
    }

    private static CheckRecord check(String name, Verdict verdict) {
        return new CheckRecord(new Check(name, verdict, "so it is"), "http://web/health", 60_000);
    }

    private List<String> checks(DeploymentRecord plan) {
        return ApprovalChecks.of(plan, index, known, attested, Optional.empty()).stream()
                .map(check -> check.getVerdict() + " " + check.getName())
                .toList();
    }

    @Test
    void theTextHasAllThatIsKnownAndSaysWhatIsNot() {
        ApprovalRecord asked = asked(plan(whole()), 7_200_000);

        assertThat(asked.getText().lines())
                .containsExactly(
                        "Deploy " + Deployed.SECOND + " to prod in place of " + Deployed.FIRST + "?",
                        "AMI: " + Deployed.SECOND + " (its bake is not known)",
                        "Would replace: " + Deployed.FIRST + " (its bake is not known)",
                        "Commits: not known",
                        "Packages: not known",
                        "Files and variables: not known",
                        "Stack asg (us-west-2): ImageId a → b",
                        "[Passed] Plan: Complete, " + DIGEST + " (1970-01-01 01:00 UTC)",
                        "[Not known] Test of the AMI: No test of it by testAmi is attested.",
                        "[Not known] Security updates: The repositories of its packages were not asked since it was baked.",
                        "[Not known] Other environments: This job deployed the AMI to no other environment before.",
                        "Asked by: baker",
                        "Answer until: 1970-01-01 02:00 UTC",
                        "Review plan: " + URL);
        assertThat(asked.getAnswer()).isEqualTo("Deploy to prod");
        assertThat(Schema.of("approval").faults(asked.tree())).isEmpty();
    }

    @Test
    void withoutAPlanTheQuestionAndTheButtonSaySo() {
        ApprovalRecord asked = asked(plan(first()), 0);

        assertThat(asked.getQuestion())
                .isEqualTo("Deploy " + Deployed.SECOND + " to prod for the first time, without a plan?");
        assertThat(asked.getAnswer()).isEqualTo("Deploy without a plan");
        assertThat(asked.getText())
                .contains("Answer until: no limit")
                .endsWith("Only the AMI is known in advance. Details: " + URL);
        assertThat(Schema.of("approval").faults(asked.tree())).isEmpty();
    }

    private CheckRecord securityOf(List<NewerPackage> newer, List<String> unknown) {
        known = new ApprovalChecks.Known(Optional.of(new PackageLook(90_000, newer, unknown)), "");
        return ApprovalChecks.of(plan(whole()), index, known, attested, Optional.empty()).stream()
                .filter(check -> check.getName().equals("Security updates"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void securityUpdatesAreThoseThatRepositoriesHadWhenTheyWereLastAsked() {
        NewerPackage openssl = new NewerPackage("openssl", "3.0.17-1", "3.0.18-1", "stable-security", true);
        NewerPackage bash = new NewerPackage("bash", "5.1", "5.2", "stable", false);

        CheckRecord found = securityOf(List.of(openssl, bash), List.of("stable cannot be asked"));
        assertThat(found.check())
                .isEqualTo(new Check("Security updates", Verdict.WARNING, "Not in the AMI: openssl 3.0.18-1"));
        assertThat(found.getWhen()).isEqualTo(90_000);
        assertThat(securityOf(List.of(), List.of()).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(securityOf(List.of(bash), List.of()).verdict()).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(securityOf(List.of(), List.of("stable cannot be asked")).verdict())
                .isEqualTo(Verdict.NOT_KNOWN);
    }

    @Test
    void aCheckLeadsToWhatShowsIt() {
        known = new ApprovalChecks.Known(Optional.empty(), "7/tasks/");
        deployed(Deployed.done("dev", Deployed.SECOND, "us-west-2", 3));

        assertThat(ApprovalChecks.of(plan(whole()), index, known, attested, Optional.empty()))
                .filteredOn(check -> !check.getPage().isEmpty())
                .extracting(check -> check.getName() + " " + check.getPage())
                .containsExactly("Test of the AMI 7/tasks/", "dev: deployed 3/deployments/");
    }

    @Test
    void aPlanThatCouldNotBeMadeHasFailed() {
        DeploymentRecord plan = Deployed.failed("prod", Deployed.SECOND, 100);

        assertThat(ApprovalChecks.of(plan, index, known, attested, Optional.empty())
                        .get(0)
                        .getEvidence())
                .isEqualTo("Couldn't create a plan for prod: It broke.");
        assertThat(checks(plan)).first().isEqualTo("failed Plan");
    }

    @Test
    void whatIsIncompleteIsAWarningAndWhatIsNotKnownIsNotGood() {
        assertThat(checks(plan(first())))
                .containsExactly(
                        "warning Plan",
                        "not_known Test of the AMI",
                        "not_known Security updates",
                        "not_known Other environments");
    }

    @Test
    void whatThePipelineRecordedForThePlanIsAmongTheChecksAndWhoApprovedIsNot() {
        DeploymentRecord plan = plan(whole());
        plan.addCheck(check("CVE scan", Verdict.WARNING));
        plan.addCheck(check(ApprovalChecks.APPROVAL, Verdict.PASSED));

        assertThat(checks(plan))
                .containsExactly(
                        "passed Plan",
                        "not_known Test of the AMI",
                        "not_known Security updates",
                        "warning CVE scan",
                        "not_known Other environments");
    }

    @Test
    void theSameAmiInOtherEnvironmentsIsTheEvidence() {
        DeploymentRecord dev = Deployed.done("dev", Deployed.SECOND, "us-west-2", 100);
        dev.addCheck(check("Smoke test", Verdict.FAILED));
        dev.addCheck(check("Smoke test", Verdict.PASSED));
        deployed(dev);
        deployed(Deployed.done("qa", Deployed.SECOND, "us-west-2", 200));
        deployed(Deployed.failed("stage", Deployed.SECOND, 300));
        deployed(Deployed.done("lab", Deployed.FIRST, "us-west-2", 400));
        deployed(Deployed.done("prod", Deployed.SECOND, "us-west-2", 50));

        assertThat(checks(plan(whole())))
                .containsExactly(
                        "passed Plan",
                        "not_known Test of the AMI",
                        "not_known Security updates",
                        "passed dev: deployed",
                        "passed dev: Smoke test",
                        "passed qa: deployed",
                        "not_known qa: tests",
                        "failed stage: deployed");
    }

    @Test
    void aCheckThatIsRecordedAfterItsDeploymentEndedIsNews() {
        DeploymentRecord dev = Deployed.done("dev", Deployed.SECOND, "us-west-2", 100);
        deployed(dev);
        DeploymentRecord tested = dev.copy();
        tested.addCheck(check("Smoke test", Verdict.PASSED));

        deployed(tested);

        assertThat(checks(plan(whole()))).contains("passed dev: Smoke test");
    }

    @Test
    void aVerdictOfALaterVersionIsNotKnown() {
        assertThat(new CheckRecord(new Check("a", Verdict.NOT_KNOWN, ""), null, 0).tree())
                .containsEntry("verdict", "not_known")
                .containsEntry("address", "")
                .containsEntry("when", "");
    }

    @ParameterizedTest
    @CsvSource({"1, 3, changes?from=2&to=3", "7, 4, changes?from=5&to=7", "5, 5, ''"})
    void theCommitsAreThoseOfAllBuildsAfterTheOlderBake(int before, int now, String page) {
        assertThat(ApprovalFacts.builds(before, now)).isEqualTo(page);
    }

    @Test
    void withoutBothBakesNoPageHasTheCommits() {
        assertThat(ApprovalFacts.of(plan(whole()), ami -> Optional.empty()).commitsUrl())
                .isNull();
    }

    @Test
    void whetherTheAmiPassedWhereItMustHavePassedBeforeIsAmongTheChecks() {
        assertThat(ApprovalChecks.of(plan(whole()), index, known, attested, Optional.of("qa")))
                .extracting(check -> check.getVerdict() + " " + check.getName() + ": " + check.getEvidence())
                .contains("not_known Passed in qa: No deployment of it to qa is attested.");
        attested.deployed(Deployed.SECOND, "qa", Verdict.PASSED, "deployed by job/qa/7/, passed Smoke test");
        assertThat(ApprovalChecks.of(plan(whole()), index, known, attested, Optional.of("qa")))
                .extracting(check -> check.getVerdict() + " " + check.getName() + ": " + check.getEvidence())
                .contains("passed Passed in qa: Deployed by job/qa/7/, passed Smoke test");
    }

    @Test
    void whereTheEnvironmentIsProtectedEveryAmiThatIsNamedIsAmongTheChecks() {
        DeploymentRecord plan = plan(whole());
        plan.setAmis(List.of(Deployed.FIRST, Deployed.SECOND));
        assertThat(checks(plan)).containsOnlyOnce("not_known Test of the AMI");
        assertThat(ApprovalChecks.of(plan, index, known, attested, Optional.of("qa")))
                .filteredOn(ApprovalChecks::isOfGate)
                .extracting(CheckRecord::getEvidence)
                .contains(Deployed.FIRST + ": No deployment of it to qa is attested.")
                .contains("No deployment of it to qa is attested.");
    }

    @Test
    void whatTakesTheNewestIsNoFixedVersion() {
        DeploymentRecord plan = plan(whole().taking(List.of()));
        assertThat(checks(plan)).contains("passed Fixed versions");
        plan = plan(whole().taking(List.of("web.json line 7: $Latest", "web.json line 9: $Latest")));
        assertThat(checks(plan)).contains("failed Fixed versions");
        assertThat(ApprovalChecks.of(plan, index, known, attested, Optional.empty())
                        .get(1)
                        .getEvidence())
                .isEqualTo("web.json line 7: $Latest; web.json line 9: $Latest");
    }

    @Test
    void onlyATestOfTheAmiItselfThatPassedIsGood() {
        assertThat(checks(plan(whole()))).contains("not_known Test of the AMI");
        attested.tested(Deployed.SECOND, Verdict.PASSED, "testAmi passed, healthy after 42 s");
        assertThat(checks(plan(whole()))).contains("passed Test of the AMI");
        attested.tested(Deployed.SECOND, Verdict.FAILED, "testAmi failed: [Health]");
        assertThat(checks(plan(whole()))).contains("failed Test of the AMI");
        attested.tested(Deployed.SECOND, Verdict.NOT_KNOWN, "testAmi not known in whole: [Health]");
        assertThat(checks(plan(whole()))).contains("not_known Test of the AMI");
    }
}
