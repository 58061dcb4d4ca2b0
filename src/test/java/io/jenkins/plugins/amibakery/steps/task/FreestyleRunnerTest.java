package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.EnvVars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A freestyle build, on the test's own thread. */
@Timeout(60)
class FreestyleRunnerTest {
    @TempDir
    private Path home;

    private final Played played = new Played();
    private final List<Boolean> heldByAnother = new ArrayList<>();
    private TaskRegistry registry;
    private FreestyleRunner runner;

    @BeforeEach
    void ofABuild() {
        registry = new TaskRegistry(() -> home.toFile());
        played.order.work = (state, site) -> played.work;
        runner = new FreestyleRunner(
                played.order, played.state, null, null, new EnvVars(), null, played.site.listener(), registry);
    }

    @Test
    void aBuildStepReturnsWhatItsWorkDoes() throws IOException, InterruptedException {
        played.turns.add(() -> {
            heldByAnother.add(!registry.hold(played.state.id, "another"));
            return 1;
        });
        played.turns.add(() -> played.ends(0));
        played.conclusion = () -> finished(TaskResult.success("ami-0123"));

        assertThat(runner.perform()).isEqualTo("ami-0123");

        assertThat(heldByAnother).containsExactly(true);
        assertThat(registry.isGoingOn(played.state.id)).isFalse();
    }

    @Test
    void whatCannotBeRightStartsNothing() {
        played.order.wrong = "graceSeconds is 0; it must be 1 or more.";

        assertThatThrownBy(runner::perform)
                .isInstanceOf(AbortException.class)
                .hasMessage("graceSeconds is 0; it must be 1 or more.");
        assertThat(registry.isGoingOn(played.state.id)).isFalse();
    }

    @Test
    void aFailureIsOneLine() {
        played.turns.add(() -> played.ends(1));
        played.conclusion = () -> finished(TaskResult.failure("packer failed: no space left", false));

        assertThatThrownBy(runner::perform)
                .isInstanceOf(AbortException.class)
                .hasMessage("packer failed: no space left");
    }

    @Test
    void anAbortStopsTheProgramCleansUpAndIsThenWhatTheBuildEndsBy() {
        InterruptedException alice = new InterruptedException("alice");
        played.turns.add(() -> {
            throw alice;
        });
        played.turns.add(() -> played.state.stopping() ? played.ends(1) : 1);
        List<String> cleaned = new ArrayList<>();
        played.conclusion = () -> {
            cleaned.add(played.state.stopReason());
            return finished(TaskResult.failure("cancelled", true));
        };

        assertThatThrownBy(runner::perform).isSameAs(alice);

        assertThat(cleaned).containsExactly("the build was aborted");
        assertThat(registry.isGoingOn(played.state.id)).isFalse();
    }

    @Test
    void furtherAbortsDoNotKeepItFromCleaningUp() {
        InterruptedException alice = new InterruptedException("alice");
        List<InterruptedException> aborts =
                new ArrayList<>(List.of(alice, new InterruptedException("bob"), new InterruptedException("carol")));
        played.turns.add(() -> {
            if (aborts.isEmpty()) {
                return played.ends(1);
            }
            throw aborts.remove(0);
        });
        played.conclusion = () -> finished(TaskResult.failure("cancelled", true));

        assertThatThrownBy(runner::perform).isSameAs(alice);

        assertThat(played.state.stage()).isEqualTo(TaskState.Stage.DONE);
    }

    @Test
    void anAbortOfTheWaitBetweenTwoTurnsIsOneToo() {
        played.turns.add(() -> {
            Thread.currentThread().interrupt();
            return played.state.stopping() ? played.ends(1) : 60_000;
        });
        played.conclusion = () -> {
            Thread.interrupted();
            return finished(TaskResult.failure("cancelled", true));
        };

        assertThatThrownBy(runner::perform).isInstanceOf(InterruptedException.class);

        assertThat(played.state.stopReason()).isEqualTo("the build was aborted");
    }

    @Test
    void workThatCannotBeBroughtToAnEndIsLeftToTheCleanUp() {
        played.turns.add(LongTaskTest.throwing(new IllegalArgumentException("no identity")));

        assertThatThrownBy(runner::perform)
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("no identity")
                .hasMessageEndingWith("It will be stopped as soon as possible.");

        assertThat(played.state.left).isTrue();
        assertThat(registry.hold(played.state.id, "the clean-up")).isTrue();
    }

    @Test
    void evenAnErrorInItsMakingLetsGoOfIt() {
        played.order.work = (state, site) -> {
            throw new NoClassDefFoundError("io/jenkins/Gone");
        };

        assertThatThrownBy(runner::perform).isInstanceOf(NoClassDefFoundError.class);

        assertThat(registry.hold(played.state.id, "the clean-up")).isTrue();
    }

    @Test
    void itsEnvironmentIsTheBuildsAndHidesNothingByItself() {
        assertThat(runner.environment()).isEmpty();
        assertThat(runner.sensitiveVariables()).isEmpty();
        assertThat(runner.hasEnvironment()).isTrue();
        assertThat(runner.showsOutput()).isTrue();
    }

    private long finished(TaskResult how) {
        played.state.finished(how);
        return LongTask.OVER;
    }
}
