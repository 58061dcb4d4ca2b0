package io.jenkins.plugins.amibakery.steps.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeployReportTest {
    private static final String AMI = "ami-0d53cc9bd365ad65b";
    private static final DeployedStack VPC = stack("vpc", StackVerdict.Status.COMPLETE, "creating new stack");

    @Test
    void eachRegionHasItsVerdict() {
        assertThat(DeployReport.stacks(List.of(VPC, stack("web", StackVerdict.Status.FAILED, "no\nmore"))))
                .containsExactly(
                        "us-west-2: not good",
                        "  vpc: complete, CREATE_COMPLETE (creating new stack)",
                        "    Id = vpc-1",
                        "  web: failed, CREATE_COMPLETE (no)",
                        "    Id = web-1");
    }

    @Test
    void theLastLineSaysWhatRunsNowAndWhatRanBefore() {
        assertThat(end(List.of(), false, "ami-0bf6cf6a57a3dae02"))
                .isEqualTo("Deployed 1 stack to dev in 1.5 s: " + AMI + ", before ami-0bf6cf6a57a3dae02.");
        assertThat(end(List.of(), false, AMI)).isEqualTo("Deployed 1 stack to dev in 1.5 s: " + AMI + ".");
        assertThat(end(List.of(DeployFailure.of(DeployFailureCause.LOCKED, "no")), false, ""))
                .isEqualTo("Failed after 1.5 s.");
        assertThat(end(List.of(), true, "")).isEqualTo("Cancelled after 1.5 s.");
    }

    @Test
    void anIncompletePlanHasNothingToApprove() {
        assertThat(DeployReport.plan(new PlanDigest("dev", AMI, "f", Map.of(), List.of("the vpc is missing"))))
                .isEqualTo("The plan is incomplete and cannot be approved: the vpc is missing.");
        PlanDigest whole = new PlanDigest("dev", AMI, "f", Map.of(), List.of());
        assertThat(DeployReport.plan(whole)).contains("approved: '" + whole.value() + "'");
    }

    @Test
    void aJenkinsfileGetsMapsAndTexts() {
        assertThat(DeployMaps.of(parameters(), List.of(VPC), null, 1_500))
                .containsOnlyKeys("environment", "action", "ami", "stacks", "duration")
                .containsEntry("ami", AMI)
                .containsEntry("duration", 1_500L)
                .containsEntry(
                        "stacks",
                        List.of(Map.of(
                                "name", "web-dev-vpc",
                                "module", "vpc.cfn",
                                "region", "us-west-2",
                                "status", "CREATE_COMPLETE",
                                "outputs", Map.of("Id", "vpc-1"))));
        assertThat(DeployMaps.of(parameters(), List.of(), new PlanDigest("dev", AMI, "f", Map.of(), List.of("gap")), 1))
                .containsEntry("digest", "")
                .containsEntry("whole", false)
                .containsEntry("gaps", List.of("gap"));
    }

    private static String end(List<DeployFailure> failures, boolean cancelled, String replaced) {
        return DeployReport.end(parameters(), DeployAction.DEPLOY, List.of(VPC), failures, cancelled, replaced, 1_500);
    }

    private static DeployParameters parameters() {
        DeployParameters parameters = new DeployParameters();
        parameters.environment = "dev";
        parameters.ami = AmiChoice.of(AMI);
        return parameters;
    }

    private static DeployedStack stack(String name, StackVerdict.Status status, String reason) {
        return new DeployedStack(
                new StackVerdict("network", "vpc.cfn", "us-west-2", name, status, reason, "", Optional.empty()),
                "web-dev-" + name,
                "CREATE_COMPLETE",
                Map.of("Id", name + "-1"));
    }
}
