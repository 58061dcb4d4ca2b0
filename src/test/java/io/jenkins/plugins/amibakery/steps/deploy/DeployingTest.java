package io.jenkins.plugins.amibakery.steps.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.steps.LoggedSite;
import io.jenkins.plugins.amibakery.steps.work.Work;
import io.jenkins.plugins.amibakery.steps.work.WorkState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deployment of a build on its way. */
class DeployingTest {
    private static final String ID = "web-1-00000000";

    private final LoggedSite site = new LoggedSite();
    private final DeployParameters parameters = new DeployParameters();
    private final DeployState state = new DeployState(ID, 0, false);
    private final Deploying deploying = new Deploying(parameters, state, site);

    @BeforeEach
    void environment() {
        parameters.environment = "dev";
    }

    @AfterEach
    void leave() {
        EnvironmentLocks.all().leave(ID);
    }

    @Test
    void aDeploymentThatNeverReachedItsAgentEndsWithThat() throws InterruptedException {
        assertThat(deploying.advance()).isEqualTo(Work.OVER);

        assertThat(state.end().failure()).isEqualTo("The agent cannot be reached: there is none");
        assertThat(state.stage()).isEqualTo(WorkState.Stage.DONE);
    }

    @Test
    void oneThatIsCancelledBeforehandStartsNothing() throws InterruptedException {
        state.stop("Aborted by Eve", 1);

        assertThat(deploying.advance()).isEqualTo(Work.OVER);

        assertThat(state.end().isCancelled()).isTrue();
        assertThat(state.end().failure()).contains("cancelled before Runway was started: Aborted by Eve");
    }

    @Test
    void anAgentThatIsLostWhileRunwayWorksMayHaveALock() throws InterruptedException {
        state.touched = true;

        assertThat(deploying.finishWithoutNode()).isEqualTo(Work.OVER);

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
        assertThat(EnvironmentLocks.all().enter(Deploying.claim(parameters, other, "web #2")))
                .hasValueSatisfying(claim -> assertThat(claim.id()).isEqualTo(ID));
        EnvironmentLocks.all().leave("web-2-00000000");
    }
}
