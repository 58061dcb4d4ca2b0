package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import io.jenkins.plugins.amibakery.agent.ProgramScript;
import io.jenkins.plugins.amibakery.agent.WatchAnswer;
import io.jenkins.plugins.amibakery.agent.WatchAnswer.Life;
import io.jenkins.plugins.amibakery.agent.WatchCall;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program on an agent that the test plays. */
class AgentProcessTest {
    private final Played played = new Played();
    private final List<String> done = new ArrayList<>();
    private final OnAgent program = new OnAgent();
    private WatchAnswer answer = answer("", null, Life.ALIVE);
    private boolean identityGone;

    @BeforeEach
    void runs() {
        played.state.control = "/ws@tmp/ami-bakery/job-1";
    }

    @Test
    void itIsStoppedFirstAndWithoutAnIdentity() throws IOException, InterruptedException {
        identityGone = true;
        played.state.fail("The credentials are gone", System.currentTimeMillis());

        program.watch();
        answer = answer("bye\n", 1, Life.DEAD);
        program.watch();

        assertThat(done.get(0)).isEqualTo("signal");
        assertThat(played.state.stage()).isEqualTo(TaskState.Stage.FINISH);
        assertThat(played.state.exitCode()).isEqualTo(1);
    }

    @Test
    void aProgramThatRunsWithoutAnIdentityIsNotFollowedInTheClear() {
        identityGone = true;

        assertThatThrownBy(program::watch).isInstanceOf(BakeFailedException.class);
    }

    @Test
    void oneThatIsToStopIsNotStartedAnyMore() throws IOException, InterruptedException {
        answer = answer("", null, Life.UNBORN);
        played.state.stage = TaskState.Stage.LAUNCH;
        played.state.stop("Aborted by alice", System.currentTimeMillis());

        program.launch();
        program.watch();

        assertThat(done).containsExactly("signal");
        assertThat(played.site.log()).as("nothing is there to be stopped").doesNotContain("stopping");
        assertThat(played.state.neverBorn).isTrue();
        assertThat(played.state.stage()).isEqualTo(TaskState.Stage.FINISH);
    }

    @Test
    void nothingIsStartedThatCouldNotBeFoundAgain() {
        answer = answer("", null, Life.UNBORN);
        played.state.stage = TaskState.Stage.LAUNCH;
        played.site.full = true;

        assertThatThrownBy(program::launch).isInstanceOf(UnsavedException.class);

        assertThat(done).isEmpty();
    }

    @Test
    void progressAloneIsSavedOnceASecondAtMost() throws IOException, InterruptedException {
        long began = System.nanoTime();
        for (int i = 0; i < 2_000; i++) {
            answer = answer("line " + i + "\n", null, Life.ALIVE);
            program.watch();
        }
        long seconds = (System.nanoTime() - began) / 1_000_000_000;

        assertThat(played.site.kept).isLessThanOrEqualTo((int) seconds + 2);
        answer = answer("", 0, Life.DEAD);
        int before = played.site.kept;
        program.watch();
        assertThat(played.site.kept).as("the end is saved at once").isEqualTo(before + 1);
    }

    private static WatchAnswer answer(String output, Integer exitCode, Life life) {
        return new WatchAnswer(output.getBytes(StandardCharsets.UTF_8), 0, exitCode, life, null);
    }

    private final class OnAgent extends AgentProcess {
        OnAgent() {
            super(played.order, played.state, played.site);
        }

        @Override
        WatchAnswer look(WatchCall call) {
            return answer;
        }

        @Override
        ResolvedIdentity actor(boolean complete) {
            if (identityGone) {
                throw new BakeFailedException(FailureCause.CREDENTIALS, "gone");
            }
            return null;
        }

        @Override
        void signalled() {
            done.add("signal");
        }

        @Override
        void killed() {
            done.add("kill");
        }

        @Override
        void start(FilePath workspace, ProgramScript.Commands commands) {
            done.add("start");
        }

        @Override
        protected Optional<ProgramScript.Commands> planned() {
            return Optional.of(new ProgramScript.Commands("/ws", List.of(), List.of(), List.of("packer")));
        }

        @Override
        protected Map<String, String> plannedEnvironment() {
            return Map.of();
        }

        @Override
        protected void started(FilePath workspace, ResolvedIdentity actor) {}

        @Override
        protected ProgramLog newLog(ResolvedIdentity actor, long shownBefore) {
            return new Played.Lines(shownBefore);
        }

        @Override
        protected ProgramLog muteLog() {
            return new Played.Lines(0);
        }

        @Override
        protected ProgramScript.Signal signal() {
            return ProgramScript.Signal.TERM;
        }

        @Override
        protected long signalAgainMillis() {
            return 10_000;
        }

        @Override
        protected String stoppingText() {
            return "stopping";
        }

        @Override
        protected String killedText() {
            return "killing";
        }
    }
}
