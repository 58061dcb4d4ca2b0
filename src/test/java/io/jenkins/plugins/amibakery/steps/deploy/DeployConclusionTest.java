package io.jenkins.plugins.amibakery.steps.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.Schema;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.PlannedDeploy;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import io.jenkins.plugins.amibakery.steps.task.LoggedContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a build makes of the report that its agent gives. */
class DeployConclusionTest {
    private static final UnaryOperator<String> MASK = text -> text.replace("hunter2", "****");
    private static final PlanDigest PLAN = plan("1");

    private final LoggedContext site = new LoggedContext();
    private final DeployParameters parameters = new DeployParameters();
    private final DeployState state = new DeployState("web-1-00000000", 0, false);
    private final Map<String, PlanDigest> made = new HashMap<>();

    private static PlanDigest plan(String digest) {
        return new PlanDigest("dev", "", "f", Map.of("us-west-2/web", digest), List.of());
    }

    private static DeployReport report(DeployAction action, List<DeployFailure> failures, PlanDigest plan) {
        StackVerdict verdict =
                new StackVerdict("d", "web.cfn", "us-west-2", "web", StackVerdict.Status.COMPLETE, "updating", "", "");
        return new DeployReport(
                new DeployReport.Run(action, "dev", "", "", "2.8.4", 1_500),
                failures.isEmpty() ? DeployOutcome.SUCCESS : DeployOutcome.FAILURE,
                List.of(new DeployedStack(verdict, "web-dev-web", "UPDATE_COMPLETE", Map.of("Key", "hunter2"))),
                failures,
                new DeployReport.Locks(List.of(), List.of()),
                List.of(),
                List.of(),
                plan == null ? null : new PlannedDeploy(plan, false, List.of(), Map.of()));
    }

    private DeployConclusion finishing() {
        parameters.environment = "dev";
        state.gaveNoExitCode();
        DeployJournal ledger = new DeployJournal(parameters, state, site);
        RunwayProgram runway = new RunwayProgram(parameters, state, site, ledger);
        return new DeployConclusion(
                parameters,
                state,
                site,
                ledger,
                runway,
                new ApprovablePlans.Made() {
                    @Override
                    public Optional<PlanDigest> find(String digest) {
                        return Optional.ofNullable(made.get(digest));
                    }

                    @Override
                    public String replaced(String digest) {
                        return "ami-0d53cc9bd365ad65b";
                    }

                    @Override
                    public void add(PlanDigest plan, String replaced) {
                        made.put(plan.value(), plan);
                    }
                },
                null);
    }

    @Test
    void aSuccessIsToldAndGivenToTheScriptWithoutSecrets() throws Exception {
        long pause = finishing().conclude(report(DeployAction.DEPLOY, List.of(), null), MASK);

        assertThat(pause).isEqualTo(LongTask.OVER);
        assertThat(site.log())
                .contains(
                        "  web  complete   UPDATE_COMPLETE  updating",
                        "    Key = ****",
                        "Deployed dev: 1 stack updated in 1.5 s.");
        assertThat(site.saved).isPositive();
        assertThat(state.end().failure()).isNull();
        assertThat(state.end().result().toString())
                .contains("outcome=success", "Key=****")
                .doesNotContain("hunter2");
        assertThat(Schema.of("deployment").faults(state.end().result())).isEmpty();
    }

    @Test
    void ofSeveralFailuresTheFirstIsTheBuildsAndTheOthersAreCounted() throws Exception {
        DeployFailure locked = DeployFailure.of(DeployFailureCause.LOCKED, "hunter2 is locked");

        finishing().conclude(report(DeployAction.DEPLOY, List.of(locked, locked, locked), null), MASK);

        assertThat(state.end().failure()).startsWith("**** is locked. ").endsWith(" (and 2 more)");
        assertThat(state.end().isCancelled()).isFalse();
        assertThat(site.log()).contains("Failed after 1.5 s. 1 stack done before.");
    }

    @Test
    void aCancelWhileTheCloudIsAskedIsACancel() throws Exception {
        DeployConclusion finishing = finishing();
        state.stop("Aborted by Eve", 1);

        finishing.conclude(report(DeployAction.DEPLOY, List.of(), null), MASK);

        assertThat(state.end().isCancelled()).isTrue();
        assertThat(state.end().failure())
                .startsWith("Runway had done its work when it was cancelled (Aborted by Eve).");
    }

    @Test
    void aWholePlanIsRememberedForItsApprovalAndAnIncompleteOneIsNot() throws Exception {
        finishing().conclude(report(DeployAction.PLAN, List.of(), PLAN), MASK);
        assertThat(made).containsOnlyKeys(PLAN.value());

        PlanDigest gaps = new PlanDigest("dev", "", "f", Map.of(), List.of("no vpc"));
        finishing().conclude(report(DeployAction.PLAN, List.of(), gaps), MASK);
        assertThat(made).containsOnlyKeys(PLAN.value());
        assertThat(site.log()).contains("The plan is incomplete and cannot be approved: no vpc.");
    }

    @Test
    void theApprovedPlanLetsTheDeploymentComeNext() throws Exception {
        state.approving = true;
        parameters.approved = PLAN.value();
        DeployConclusion finishing = finishing();

        assertThat(finishing.conclude(report(DeployAction.PLAN, List.of(), PLAN), MASK))
                .isZero();

        assertThat(finishing.isApproved()).isTrue();
        assertThat(finishing.refusal()).isEmpty();
        assertThat(state.end()).isNull();
        assertThat(site.log())
                .contains("The plan is the approved one: " + PLAN.value())
                .doesNotContain("Planned 1 stack");
    }

    @Test
    void aPlanThatChangedSinceItsApprovalIsRefusedWithWhatHasMoved() throws Exception {
        state.approving = true;
        parameters.approved = PLAN.value();
        made.put(PLAN.value(), PLAN);
        DeployConclusion finishing = finishing();

        finishing.conclude(report(DeployAction.PLAN, List.of(), plan("2")), MASK);

        assertThat(finishing.isApproved()).isFalse();
        assertThat(finishing.refusal().orElseThrow())
                .startsWith("Since the approval: the plan for us-west-2/web has changed. A new build asks again;");
    }

    @Test
    void ofAnotherDeploymentSinceTheApprovalIsSaidWhichAmiItBrought() throws Exception {
        state.approving = true;
        state.replaced = "ami-0bf6cf6a57a3dae02";
        parameters.approved = PLAN.value();
        made.put(PLAN.value(), PLAN);
        DeployConclusion finishing = finishing();

        finishing.conclude(report(DeployAction.PLAN, List.of(), plan("2")), MASK);

        assertThat(finishing.refusal().orElseThrow())
                .startsWith("Since the approval: the AMI to be replaced was ami-0d53cc9bd365ad65b and is now"
                        + " ami-0bf6cf6a57a3dae02; the plan for us-west-2/web has changed. ");
    }

    @Test
    void ofAnApprovalThatNoBuildOfTheJobMadeThatIsSaid() throws Exception {
        state.approving = true;
        parameters.approved = PLAN.value();
        DeployConclusion finishing = finishing();

        finishing.conclude(report(DeployAction.PLAN, List.of(), plan("2")), MASK);

        assertThat(finishing.refusal().orElseThrow())
                .contains("not the approved " + PLAN.value() + "; no build of this job made it");
    }
}
