package io.jenkins.plugins.amibakery.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.cloud.StackCloud;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.runway.Recorded;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployTest {
    private static DeployReport concluded(DeployAction action, String recording, int exitCode, boolean cancelled) {
        StackCloud cloud = new StackCloud();
        cloud.locks.down = true;
        return Deploy.conclude(
                DeployRequest.of(action, Path.of("."), "dev").build(),
                new DeployKnown(DeployScope.unknown(), "2.8.4", "", ""),
                new RunwayEnd(exitCode, 3_000, cancelled, "", ""),
                Recorded.log(recording),
                cloud);
    }

    @ParameterizedTest
    @CsvSource({
        "deploy-create-rolled-back, asg (us-west-2), STACK_ROLLED_BACK",
        "deploy-update-rolled-back, asg (us-west-2), STACK_ROLLED_BACK",
        "deploy-protected, asg (us-west-2), STACK_PROTECTED",
        "deploy-locked, app.asg.cfn (us-west-2), LOCKED",
        "destroy-locked, app.asg.cfn (us-west-2), LOCKED",
        "deploy-wrong-account, '', WRONG_ACCOUNT",
        "deploy-no-credentials, network.state.cfn (us-west-2), CREDENTIALS",
        "deploy-no-ami, '', MISSING_PARAMETER",
        "deploy-stack-busy, asg (us-west-2), STACK_BUSY",
        "deploy-parallel-regions, asg (us-west-2), STACK_BUSY",
        "no-such-tag, '', SELECTION_EMPTY",
        "plan-fresh, network.vpc.cfn (us-west-2), BUCKET_MISSING",
        "plan-no-upstream, asg (us-west-2), UPSTREAM_MISSING",
        "plain/no-config, '', CONFIG_MISSING",
        "plain/deploy-missing-env, '', MISSING_PARAMETER",
        "plain/deploy-missing-ssm, '', UNRESOLVED_LOOKUP",
        "plain/deploy-invalid-yaml, bad (us-west-2), INVALID_TEMPLATE",
        "plain/deploy-failing-stack, bad (us-west-2), STACK_FAILED",
        "plain/deploy-no-such-bucket, vpc (us-west-2), BUCKET_MISSING",
        "plain/terraform-fail-provider-registry, deployment_1.net.tf (us-west-2), MODULE_FAILED",
    })
    void eachFailureHasOnePlaceAndOneCause(String recording, String where, DeployFailureCause cause) {
        DeployReport report = concluded(DeployAction.DEPLOY, recording, 1, false);
        assertThat(report.outcome()).isEqualTo(DeployOutcome.FAILURE);
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(cause);
            assertThat(failure.where()).isEqualTo(where);
            assertThat(failure.line()).doesNotContain("\n").doesNotContain("Traceback");
        });
    }

    @Test
    void aRollbackIsOneLineForAPerson() {
        assertThat(concluded(DeployAction.DEPLOY, "deploy-update-rolled-back", 1, false)
                        .failures())
                .extracting(DeployFailure::line)
                .containsExactly("asg (us-west-2): rolled back update: The following resource(s) failed to update:"
                        + " [AutoScalingGroup]. The stack is as it was before. Read the first failing resource above, fix"
                        + " its cause and deploy again.");
    }

    @Test
    void passingOverEverythingIsNoSuccess() {
        DeployReport report = concluded(DeployAction.DEPLOY, "deploy-other-environment", 0, false);
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(DeployFailureCause.NOTHING_DONE);
            assertThat(failure.detail()).contains("environment not in definition");
        });
    }

    @Test
    void whatWentWellIsASuccess() {
        for (String recording : new String[] {"deploy", "plain/deploy-nochange", "plain/terraform-builtin-deploy"}) {
            assertThat(concluded(DeployAction.DEPLOY, recording, 0, false).failures())
                    .as(recording)
                    .isEmpty();
        }
        assertThat(concluded(DeployAction.DESTROY, "destroy", 0, false).outcome())
                .isEqualTo(DeployOutcome.SUCCESS);
        assertThat(concluded(DeployAction.DESTROY, "plain/destroy-again-nothing", 0, false)
                        .outcome())
                .isEqualTo(DeployOutcome.SUCCESS);
    }

    @Test
    void aCancelledRunTellsTheLockItLeft() {
        DeployReport report = concluded(DeployAction.DEPLOY, "deploy-sigterm", 143, true);
        assertThat(report.outcome()).isEqualTo(DeployOutcome.CANCELLED);
        assertThat(report.locks().left())
                .singleElement()
                .extracting(lock -> lock.release())
                .isEqualTo("aws s3api delete-object-tagging --region us-west-2 --bucket imgmgr-cfngin-us-west-2"
                        + " --key persistent_graphs/imgmgr-dev/asg.json");
        assertThat(concluded(DeployAction.DEPLOY, "deploy-sigint", 1, true)
                        .locks()
                        .left())
                .isEmpty();
    }
}
