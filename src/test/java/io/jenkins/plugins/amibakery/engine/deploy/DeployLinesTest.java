package io.jenkins.plugins.amibakery.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Audience;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.Line;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeployLinesTest {
    private static final String AMI = "ami-0d53cc9bd365ad65b";
    private static final String OLD = "ami-0bf6cf6a57a3dae02";
    private static final DeployedStack VPC = stack("vpc", StackVerdict.Status.COMPLETE, "creating new stack");
    private static final GraphLock LOCK = new GraphLock("us-west-2", "b", "k", "c1");

    static DeployedStack stack(String name, StackVerdict.Status status, String reason) {
        return new DeployedStack(
                new StackVerdict("network", "vpc.cfn", "us-west-2", name, status, reason, "", ""),
                "web-dev-" + name,
                "CREATE_COMPLETE",
                Map.of("Id", name + "-1"));
    }

    static DeployReport report(DeployAction action, List<DeployedStack> stacks, List<DeployFailure> failures) {
        PlanDigest plan = new PlanDigest("dev", AMI, "f", Map.of(), List.of());
        return new DeployReport(
                new DeployReport.Run(action, "dev", AMI, OLD, "2.8.4", 1_500),
                failures.isEmpty() ? DeployOutcome.SUCCESS : DeployOutcome.FAILURE,
                stacks,
                failures,
                new DeployReport.Locks(List.of(), List.of()),
                List.of(),
                List.of(),
                action == DeployAction.PLAN ? new PlannedDeploy(plan, false, List.of(), Map.of()) : null);
    }

    private static List<String> texts(DeployReport report, Audience audience) {
        List<Line> lines = audience == Audience.JENKINS
                ? DeployLines.inJenkins(report)
                : DeployLines.atTerminal(report, "bin/ami-bakery deploy dev --cloud local");
        return lines.stream().map(Line::text).toList();
    }

    @Test
    void eachRegionHasItsVerdict() {
        DeployFailure failure = DeployFailure.of(DeployFailureCause.LOCKED, "no");
        assertThat(texts(
                        report(
                                DeployAction.DEPLOY,
                                List.of(VPC, stack("web", StackVerdict.Status.FAILED, "no\nmore")),
                                List.of(failure)),
                        Audience.JENKINS))
                .containsExactly(
                        "us-west-2: not good",
                        "  vpc  complete   CREATE_COMPLETE  creating new stack",
                        "    Id = vpc-1",
                        "  web  failed     CREATE_COMPLETE  no",
                        "    Id = web-1",
                        failure.lineInJenkins(),
                        "Failed after 1.5 s. 1 stack done before.");
    }

    @Test
    void theLastLineSaysWhatRunsNowAndWhatRanBefore() {
        assertThat(texts(report(DeployAction.DEPLOY, List.of(VPC), List.of()), Audience.TERMINAL))
                .last()
                .isEqualTo("Deployed dev: 1 stack created in 1.5 s: " + AMI + ", before " + OLD + ".");
        DeployedStack updated = stack("web", StackVerdict.Status.COMPLETE, "updating existing stack");
        DeployedStack same = stack("bucket", StackVerdict.Status.SKIPPED, "nochange");
        assertThat(texts(report(DeployAction.DEPLOY, List.of(VPC, VPC, updated, same), List.of()), Audience.TERMINAL))
                .last()
                .asString()
                .startsWith("Deployed dev: 2 stacks created, 1 updated, 1 unchanged in ");
        assertThat(texts(report(DeployAction.DEPLOY, List.of(same), List.of()), Audience.TERMINAL))
                .last()
                .asString()
                .startsWith("Deployed dev: 1 stack unchanged in ");
        assertThat(texts(report(DeployAction.DESTROY, List.of(VPC, VPC), List.of()), Audience.TERMINAL))
                .last()
                .isEqualTo("Destroyed 2 stacks of dev in 1.5 s.");
        assertThat(texts(report(DeployAction.INIT, List.of(), List.of()), Audience.JENKINS))
                .containsExactly("Prepared dev in 1.5 s.");
    }

    @Test
    void aWholePlanSaysHowItIsApprovedInTheReadersWords() {
        DeployReport plan = report(DeployAction.PLAN, List.of(), List.of());
        String digest = plan.planned().digest().value();

        assertThat(texts(plan, Audience.TERMINAL))
                .containsExactly(
                        "Plan " + digest,
                        "  to deploy exactly this: bin/ami-bakery deploy dev --cloud local --approved " + digest,
                        "Planned 0 stacks of dev in 1.5 s.");
        assertThat(texts(plan, Audience.JENKINS)).contains("  to deploy exactly this: approved: '" + digest + "'");
        assertThat(DeployLines.findings(plan)).isEmpty();
    }

    private static DeployReport incomplete(boolean first, String gap, List<DeployedStack> stacks) {
        PlanDigest gaps = new PlanDigest("dev", AMI, "f", Map.of(), List.of(gap));
        return new DeployReport(
                new DeployReport.Run(DeployAction.PLAN, "dev", AMI, "", "2.8.4", 1_500),
                DeployOutcome.SUCCESS,
                stacks,
                List.of(),
                new DeployReport.Locks(List.of(), List.of()),
                List.of(),
                List.of(),
                new PlannedDeploy(gaps, first, List.of(), Map.of()));
    }

    @Test
    void theFirstDeploymentIsNoVerdictAndSaysHowToGoOn() {
        DeployReport plan = incomplete(true, "First deployment of dev: no plan possible", List.of(VPC));

        assertThat(texts(plan, Audience.TERMINAL))
                .containsExactly(
                        "us-west-2",
                        "  vpc  complete   CREATE_COMPLETE  creating new stack",
                        "    Id = vpc-1",
                        "First deployment of dev: no plan possible.",
                        "  to deploy without a plan: bin/ami-bakery deploy dev --cloud local");
        assertThat(texts(plan, Audience.JENKINS)).last().isEqualTo("  to deploy without a plan: action: 'deploy'");
    }

    @Test
    void anIncompletePlanHasNothingToApprove() {
        assertThat(texts(incomplete(false, "the vpc is missing", List.of()), Audience.JENKINS))
                .first()
                .isEqualTo("The plan is incomplete and cannot be approved: the vpc is missing.");
    }

    @Test
    void locksAreNamedWithTheCommandThatReleasesThem() {
        DeployReport report = new DeployReport(
                new DeployReport.Run(DeployAction.DEPLOY, "dev", "", "", "2.8.4", 61_500),
                DeployOutcome.CANCELLED,
                List.of(),
                List.of(DeployFailure.of(DeployFailureCause.CANCELLED, "The deploy was cancelled")),
                new DeployReport.Locks(List.of(LOCK), List.of(LOCK)),
                List.of(),
                List.of("a note"),
                null);

        assertThat(texts(report, Audience.TERMINAL))
                .containsExactly(
                        "Released this run's lock c1 on s3://b/k.",
                        "Left: lock c1 on s3://b/k; by hand it is released with: " + LOCK.release(),
                        "a note",
                        report.failures().get(0).line(),
                        "Cancelled after 1 min 1 s.");
    }
}
