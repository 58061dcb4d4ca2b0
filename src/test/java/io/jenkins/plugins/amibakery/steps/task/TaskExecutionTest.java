package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A running step in a Pipeline, on a clock that the test plays: each turn is taken when the test says so. */
class TaskExecutionTest {
    @TempDir
    private Path home;

    private final Deque<Runnable> due = new ArrayDeque<>();
    private final List<Long> pauses = new ArrayList<>();
    private final PlayedContext pipeline = new PlayedContext();
    private final Played played = new Played();
    private final TaskRegistry registry = new TaskRegistry(() -> home.toFile());
    private TaskExecution execution = execution();
    private int made;

    @Test
    void aStepEndsWithWhatItsWorkReturns() {
        played.turns.add(() -> 200);
        played.turns.add(() -> played.ends(0));
        played.conclusion = () -> success("ami-0123");

        execution.start();
        takeTurns();

        assertThat(pipeline.ends).containsExactly("ami-0123");
        assertThat(pauses).containsExactly(0L, 200L, 0L);
        assertThat(registry.isGoingOn(played.state.id)).isFalse();
    }

    @Test
    void aFailureIsOneLine() {
        played.turns.add(() -> played.ends(1));
        played.conclusion = () -> failure("packer failed: no space left", false);

        execution.start();
        takeTurns();

        assertThat(pipeline.ends)
                .singleElement()
                .isInstanceOf(AbortException.class)
                .hasToString("hudson.AbortException: packer failed: no space left");
    }

    @Test
    void anAbortIsWhatAStepThatWasCancelledEndsBy() {
        IllegalStateException alice = new IllegalStateException("Aborted by alice");
        played.turns.add(() -> played.state.stopping() ? played.ends(1) : 200);
        played.conclusion = () -> failure("cancelled", true);
        execution.start();
        due.remove().run();

        execution.stop(alice);
        execution.stop(new IllegalStateException("Aborted by bob"));
        takeTurns();

        assertThat(pipeline.ends).containsExactly(alice);
        assertThat(played.state.stopReason()).isEqualTo("Aborted by alice");
    }

    @Test
    void anAbortWithoutAMessageIsCalledByItsKind() {
        played.turns.add(() -> 200);
        execution.start();

        execution.stop(new InterruptedException());

        assertThat(played.state.stopReason()).isEqualTo("InterruptedException");
    }

    @Test
    void anAbortIsNotWhatAStepEndsByThatFailedAllTheSame() {
        played.turns.add(() -> played.ends(1));
        played.conclusion = () -> failure("packer failed before it was stopped", false);
        execution.start();
        execution.stop(new IllegalStateException("Aborted by alice"));
        takeTurns();

        assertThat(pipeline.ends).singleElement().isInstanceOf(AbortException.class);
    }

    @Test
    void anAbortDoesNotWaitForTheTurnThatIsScheduled() {
        played.turns.add(() -> 2_500);
        execution.start();
        due.remove().run();

        execution.stop(new IllegalStateException("Aborted by alice"));

        assertThat(pauses).containsExactly(0L, 2_500L, 0L);
        int before = made;
        due.remove().run();
        assertThat(made).as("the turn that was scheduled before is void").isEqualTo(before);
    }

    @Test
    void anEndIsToldOnceWhateverComesAfter() {
        played.turns.add(() -> played.ends(0));
        played.conclusion = () -> success("ami-0123");
        execution.start();
        due.remove().run();
        Runnable late = due.peek();
        takeTurns();

        execution.stop(new IllegalStateException("Aborted by alice"));
        takeTurns();
        late.run();

        assertThat(pipeline.ends).containsExactly("ami-0123");
    }

    @Test
    void afterARestartItGoesOnWhereItWasSaved() {
        played.turns.add(() -> 200);
        execution.start();
        due.remove().run();
        due.clear();

        registry.release(played.state);
        execution = execution();
        played.turns.clear();
        played.turns.add(() -> played.ends(0));
        played.conclusion = () -> success("ami-0123");
        execution.onResume();
        takeTurns();

        assertThat(pipeline.ends).containsExactly("ami-0123");
        assertThat(made).as("made anew out of what was saved").isEqualTo(2);
    }

    @Test
    void workThatAnotherTakesCareOfIsWaitedFor() {
        registry.hold(played.state.id, "the clean-up");
        execution.start();
        due.remove().run();
        due.remove().run();

        assertThat(pauses).containsExactly(0L, 1_000L, 1_000L);
        assertThat(made).isZero();
        assertThat(pipeline.ends).isEmpty();
    }

    @Test
    void workThatWasBroughtToAnEndWithoutItsBuildIsSaidSo() {
        TaskRegistry another = new TaskRegistry(() -> home.toFile());
        execution = new Timed() {
            private static final long serialVersionUID = 1L;

            @Override
            TaskRegistry registry() {
                return another;
            }
        };
        Object cleanup = new Object();
        another.hold(played.state.id, cleanup);
        execution.start();
        due.remove().run();
        played.state.finished(TaskResult.failure("swept", true));
        another.release(played.state);
        takeTurns();

        assertThat(pipeline.ends).singleElement().isInstanceOf(AbortException.class);
    }

    static List<Throwable> mistakes() {
        return List.of(
                new IllegalStateException("a mistake of ours"),
                new OutOfMemoryError("Java heap space"),
                new NoClassDefFoundError("io/jenkins/Gone"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void whatBreaksEverythingEndsTheStepAndLeavesTheRestToTheCleanUp(Throwable mistake) {
        played.order.work = (state, site) -> {
            throw LongTaskTest.<RuntimeException>thrown(mistake);
        };
        execution.start();
        takeTurns();

        assertThat(pipeline.ends).containsExactly(mistake);
        assertThat(played.state.left).isTrue();
        assertThat(registry.hold(played.state.id, new Object()))
                .as("nobody holds it any more")
                .isTrue();
    }

    @Test
    void aTurnThatIsInterruptedIsTakenAgain() {
        played.turns.add(() -> {
            throw new InterruptedException("shutting down");
        });
        played.turns.add(() -> played.ends(0));
        played.conclusion = () -> success("ami-0123");
        execution.start();
        due.remove().run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(pauses).containsExactly(0L, 1_000L);
        takeTurns();
        assertThat(pipeline.ends).containsExactly("ami-0123");
    }

    @Test
    void itSaysWhatItIsDoing() {
        played.state.stage = TaskState.Stage.PLAN;
        assertThat(execution.getStatus()).isEqualTo("planning on agent");
        played.state.stage = TaskState.Stage.LAUNCH;
        assertThat(execution.getStatus()).isEqualTo("starting packer on agent");
        played.state.stage = TaskState.Stage.RUN;
        assertThat(execution.getStatus()).isEqualTo("packer runs on agent");
        played.state.node = "";
        assertThat(execution.getStatus()).isEqualTo("packer runs");
        played.state.stage = TaskState.Stage.FINISH;
        assertThat(execution.getStatus()).isEqualTo("checking the result in AWS");
        played.state.stop("Aborted by alice", 1);
        assertThat(execution.getStatus()).isEqualTo("removing what is left");
        played.state.stage = TaskState.Stage.RUN;
        assertThat(execution.getStatus()).isEqualTo("stopping packer");
        played.state.stage = TaskState.Stage.DONE;
        assertThat(execution.getStatus()).isEqualTo("done");
        assertThat(execution.blocksRestart()).isFalse();
    }

    private long success(String result) {
        played.state.finished(TaskResult.success(result));
        return LongTask.OVER;
    }

    private long failure(String why, boolean cancelled) {
        played.state.finished(TaskResult.failure(why, cancelled));
        return LongTask.OVER;
    }

    private void takeTurns() {
        while (!due.isEmpty()) {
            due.remove().run();
        }
    }

    private TaskExecution execution() {
        played.order.work = (state, site) -> {
            made++;
            return played.work;
        };
        return new Timed();
    }

    private class Timed extends TaskExecution {
        private static final long serialVersionUID = 1L;

        Timed() {
            super(pipeline, played.order, played.state);
        }

        @Override
        void later(Runnable what, long millis) {
            pauses.add(millis);
            due.add(what);
        }

        @Override
        TaskRegistry registry() {
            return registry;
        }
    }
}
