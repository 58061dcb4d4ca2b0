package io.jenkins.plugins.amibakery.steps.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.steps.task.LoggedContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import io.jenkins.plugins.amibakery.steps.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deployment of a build on its way. */
class DeployTaskTest {
    private static final String ID = "web-1-00000000";

    private final LoggedContext site = new LoggedContext();
    private final DeployParameters parameters = new DeployParameters();
    private final DeployState state = new DeployState(ID, 0, false);
    private final DeployTask deploying = new DeployTask(parameters, state, site);

    @BeforeEach
    void environment() {
        parameters.environment = "dev";
    }

    @AfterEach
    void leave() {
        DeploymentQueue.all().leave(ID);
    }

    @Test
    void aDeploymentThatNeverReachedItsAgentEndsWithThat() throws InterruptedException {
        assertThat(deploying.advance()).isEqualTo(LongTask.OVER);

        assertThat(state.end().failure()).isEqualTo("The agent cannot be reached: there is none");
        assertThat(state.stage()).isEqualTo(TaskState.Stage.DONE);
    }

    @Test
    void oneThatIsCancelledBeforehandStartsNothing() throws InterruptedException {
        state.stop("Aborted by Eve", 1);

        assertThat(deploying.advance()).isEqualTo(LongTask.OVER);

        assertThat(state.end().isCancelled()).isTrue();
        assertThat(state.end().failure()).contains("cancelled before Runway was started: Aborted by Eve");
    }

    @Test
    void anAgentThatIsLostWhileRunwayWorksMayHaveALock() throws InterruptedException {
        state.touched = true;

        assertThat(deploying.finishWithoutNode()).isEqualTo(LongTask.OVER);

        assertThat(state.end().isCancelled()).isTrue();
        assertThat(state.end().failure())
                .contains("was removed from Jenkins while the deployment ran on it. It may have left CFNgin's lock;")
                .endsWith("deploy with releaseLock: true.");
        assertThat(state.exitCode()).isEqualTo(-1);
    }

    @Test
    void anAgentThatIsLostBeforeRunwayDidAnythingLeavesNothing() throws InterruptedException {
        deploying.finishWithoutNode();

        assertThat(state.end().failure()).endsWith("was removed from Jenkins while the deployment ran on it.");
        assertThat(deploying.mustBeSwept()).isFalse();
    }

    @Test
    void whatRunsHoldsItsPartOfTheEnvironmentAgainstOthers() throws InterruptedException {
        state.things = new ArrayList<>(List.of("stack us-west-2/web web-dev-web"));

        deploying.holdTurn();

        DeployState other = new DeployState("web-2-00000000", 0, false);
        other.things = new ArrayList<>(state.things);
        assertThat(DeploymentQueue.all().enter(DeployTask.claim(parameters, other, "web #2")))
                .hasValueSatisfying(claim -> assertThat(claim.id()).isEqualTo(ID));
        DeploymentQueue.all().leave("web-2-00000000");
    }
}
