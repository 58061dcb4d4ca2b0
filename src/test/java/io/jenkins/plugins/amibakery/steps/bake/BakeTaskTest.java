package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.steps.task.LoggedContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import io.jenkins.plugins.amibakery.steps.task.TaskState;
import org.junit.jupiter.api.Test;

class BakeTaskTest {
    private final BakeQueue one = new BakeQueue(() -> 1);
    private final LoggedContext site = new LoggedContext();
    private final BakeState state = new BakeState("job-2-0a1b2c3d", 0);
    private final BakeTask baking = new BakeTask(new BakeParameters(), state, site, one);

    @Test
    void aBakeThatWaitsForItsTurnSaysSoOnceAndComesBack() throws InterruptedException {
        one.runs("job-1-0a1b2c3d");

        assertThat(baking.advance()).isPositive();
        assertThat(baking.advance()).isPositive();

        assertThat(site.log())
                .containsOnlyOnce("Waiting for a turn: as many bakes run as Manage Jenkins, System, AMI Bakery allows");
        assertThat(state.stage()).isEqualTo(TaskState.Stage.PLAN);
    }

    @Test
    void aBakeThatIsCancelledWhileItWaitsNeverStarts() throws InterruptedException {
        one.runs("job-1-0a1b2c3d");
        baking.advance();

        state.stop("Aborted by alice", 1);

        assertThat(baking.advance()).isEqualTo(LongTask.OVER);
        assertThat(state.end().isCancelled()).isTrue();
        assertThat(state.end().failure()).contains("before packer was started: Aborted by alice");
    }

    @Test
    void aBakeWhoseTurnItIsGoesToItsAgent() throws InterruptedException {
        assertThat(baking.advance()).isEqualTo(LongTask.OVER);

        assertThat(site.log()).doesNotContain("Waiting");
        assertThat(state.end().failure()).contains("The agent cannot be reached: there is none");
        assertThat(one.enter("job-3-0a1b2c3d")).isFalse();
    }
}
