package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How work ends by an error, whatever the error is. */
class LongTaskTest {
    private static final BakeFailedException GONE = new BakeFailedException(
            FailureCause.CREDENTIALS, "There are no AWS credentials 'aws' that this job may use");

    static List<Throwable> errors() {
        return List.of(
                GONE,
                new IllegalArgumentException("IllegalArgumentException: the agent names more than 10000 things"),
                new IllegalStateException("a mistake of ours"),
                new OutOfMemoryError("Java heap space"),
                new NoClassDefFoundError("io/jenkins/Gone"),
                new ExceptionInInitializerError("gone"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void aProgramThatMayRunIsStoppedBeforeAnErrorEndsIt(Throwable error) throws InterruptedException {
        Played played = new Played(throwing(error));

        assertThat(played.work.advance()).isZero();

        assertThat(played.state.stopping()).isTrue();
        assertThat(played.state.stage()).isEqualTo(TaskState.Stage.RUN);
        assertThat(played.program.cleaned).isFalse();
        assertThat(played.site.kept).isPositive();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void onceItIsStoppedTheErrorIsWhatItEndsBy(Throwable error) throws InterruptedException {
        Played played = new Played();
        played.turns.add(throwing(error));
        played.turns.add(() -> played.ends(1));
        played.conclusion = () -> {
            played.state.finished(TaskResult.failure(played.state.failure(), false));
            return LongTask.OVER;
        };

        while (played.work.advance() != LongTask.OVER) {}

        assertThat(played.state.stage()).isEqualTo(TaskState.Stage.DONE);
        assertThat(played.state.end().failure())
                .contains(
                        error == GONE
                                ? "There are no AWS credentials 'aws'"
                                : error.getClass().getSimpleName());
        assertThat(played.state.cancelledOnRequest()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whatCannotBeLookedForIsLeftAndNotForgotten(Throwable error) throws InterruptedException {
        Played played = new Played();
        played.turns.add(() -> played.ends(0));
        played.conclusion = throwing(error);
        played.work.advance();

        assertThat(played.work.advance()).isEqualTo(LongTask.OVER);

        assertThat(played.state.left).isTrue();
        assertThat(played.state.stage()).isEqualTo(TaskState.Stage.FINISH);
        assertThat(played.program.cleaned).isFalse();
        assertThat(played.state.cancelled()).as("packer had made its AMIs").isFalse();
        assertThat(played.state.end().failure())
                .contains("Look for i-1.")
                .contains("searched for until it is found and removed");
        assertThat(played.work.failed).isEqualTo(played.state.end().failure());
    }

    @Test
    void whatCannotEvenBeStoppedIsLeftAndNotForgotten() throws InterruptedException {
        Played played = new Played(throwing(GONE));
        played.work.advance();

        assertThat(played.work.advance()).isEqualTo(LongTask.OVER);

        assertThat(played.state.left).isTrue();
        assertThat(played.state.stage()).isEqualTo(TaskState.Stage.RUN);
        assertThat(played.program.cleaned).isFalse();
        assertThat(played.state.end().failure()).endsWith("It will be stopped as soon as possible.");
    }

    @Test
    void anAgentThatIsThereAndFailsAgainAndAgainHasItsProgramStopped() throws InterruptedException {
        Played played = new Played(throwing(new IOException("no exit code")));

        for (int i = 0; i < 5; i++) {
            assertThat(played.work.advance()).isPositive();
            assertThat(played.state.stopping()).isFalse();
        }
        assertThat(played.work.advance()).isZero();

        assertThat(played.state.stopping()).isTrue();
    }

    @Test
    void aFullDiskKeepsWhatRunsRunning() throws InterruptedException {
        Played played = new Played();
        played.turns.add(() -> {
            played.site.save();
            return 200;
        });
        played.site.full = true;
        for (int i = 0; i < 50; i++) {
            assertThat(played.work.advance()).isEqualTo(200);
        }
        played.site.full = false;
        played.work.advance();

        assertThat(played.state.stopping()).isFalse();
        assertThat(played.site.log())
                .containsOnlyOnce("No space left on device")
                .containsOnlyOnce("Jenkins can save it again.");
    }

    @Test
    void onAFullDiskNothingIsStarted() throws InterruptedException {
        Played played = new Played();
        played.turns.add(() -> {
            played.site.keep();
            return 200;
        });
        played.state.stage = TaskState.Stage.LAUNCH;
        played.site.full = true;

        for (int i = 0; i < 20; i++) {
            assertThat(played.work.advance()).isEqualTo(3_000);
        }
        assertThat(played.site.log()).containsOnlyOnce("packer starts once it can");
        played.site.full = false;
        assertThat(played.work.advance()).isEqualTo(200);
    }

    @Test
    void anAbortEndsTheWaitForAFullDisk() throws InterruptedException {
        Played played = new Played();
        played.turns.add(() -> {
            played.site.keep();
            return 200;
        });
        played.state.stage = TaskState.Stage.LAUNCH;
        played.site.full = true;
        played.work.advance();
        played.state.stop("Aborted by alice", 1);

        assertThat(played.work.advance()).isEqualTo(LongTask.OVER);

        assertThat(played.program.cleaned).isTrue();
        assertThat(played.state.end().failure()).contains("was not started");
    }

    @Test
    void whatWasNeverStartedNeedsNoIdentityToEnd() throws InterruptedException {
        Played played = new Played();
        played.turns.add(() -> {
            played.state.neverBorn = true;
            return played.ends(-1);
        });
        played.conclusion = throwing(GONE);
        played.state.stop("Aborted by alice", 1);
        played.work.advance();

        assertThat(played.work.advance()).isEqualTo(LongTask.OVER);

        assertThat(played.state.end().failure()).contains("cancelled before packer was started: Aborted by alice");
        assertThat(played.program.cleaned).isTrue();
    }

    @Test
    void anAgentThatWasRemovedWithoutItsCredentialsIsNotForgottenEither() throws InterruptedException {
        Played played = new Played(() -> 200);
        played.site.standing = NodeLookup.Standing.REMOVED;
        played.conclusion = throwing(GONE);
        played.work.advance();

        assertThat(played.work.advance()).isEqualTo(LongTask.OVER);

        assertThat(played.state.left).isTrue();
    }

    static Played.Turn throwing(Throwable error) {
        return () -> {
            throw LongTaskTest.<RuntimeException>thrown(error);
        };
    }

    /** Throws it as it is, be it checked or not. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> E thrown(Throwable error) throws E {
        throw (E) error;
    }
}
