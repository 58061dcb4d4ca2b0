package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.EnvVars;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What work asks a Pipeline for. */
class PipelineContextTest {
    @TempDir
    private Path home;

    private final PlayedContext pipeline = new PlayedContext();
    private final PipelineContext site = new PipelineContext(pipeline);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void whatIsNotThereMeansThatTheAgentIsAway() {
        assertThatThrownBy(site::workspace)
                .isInstanceOf(IOException.class)
                .hasMessage("The agent is offline: there is no FilePath.");
        assertThatThrownBy(site::launcher).hasMessage("The agent is offline: there is no FilePath.");
        assertThatThrownBy(site::run).hasMessage("The agent is offline: there is no Run.");
    }

    @Test
    void everythingIsAskedForAnewEachTime() throws Exception {
        pipeline.things.put(EnvVars.class, new EnvVars(Map.of("STAGE", "bake")));
        assertThat(site.environment()).containsEntry("STAGE", "bake");

        pipeline.things.put(EnvVars.class, new EnvVars(Map.of("STAGE", "test")));
        assertThat(site.environment()).containsEntry("STAGE", "test");
    }

    @Test
    void outsideOfWithCredentialsNoVariableIsSecret() throws Exception {
        assertThat(site.sensitiveVariables()).isEqualTo(Set.of());
    }

    @Test
    void aLineForABuildWithoutALogIsLostWithoutHarm() throws InterruptedException {
        site.say("The agent is offline; waiting for it to reconnect.");

        pipeline.away = new IOException("no such run");
        site.say("The agent is offline; waiting for it to reconnect.");
    }

    @Test
    void whatAPipelineCannotSaveIsNotKept() {
        pipeline.saved = saved(CompletableFuture.failedFuture(new IOException("No space left on device")));

        assertThatThrownBy(site::keep)
                .isInstanceOf(UnsavedException.class)
                .hasMessageStartingWith("Jenkins cannot save it: ")
                .hasMessageContaining("No space left on device");
    }

    @Test
    void aPipelineThatDoesNotAnswerHasNotSavedIt() {
        pipeline.saved = new Late();

        assertThatThrownBy(site::keep).isInstanceOf(UnsavedException.class).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void savingAsFarAsItCanBeDoneSaysOnceThatItCannotAndOnceThatItCanAgain() throws InterruptedException {
        logged();
        pipeline.saved = saved(CompletableFuture.failedFuture(new IOException("No space left on device")));
        site.save();
        site.save();
        site.save();
        pipeline.saved = saved(CompletableFuture.completedFuture(null));
        site.save();
        site.save();

        assertThat(log.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .first()
                .asString()
                .endsWith("It continues and will be saved once Jenkins can.");
    }

    @Test
    void workThatHasNothingToStopYetIsSavedWithItsPipelineAlone() throws Exception {
        Played played = new Played();
        played.state.stage = TaskState.Stage.PLAN;
        TaskRegistry registry = new TaskRegistry(() -> home.toFile());
        pipeline.saved = saved(CompletableFuture.completedFuture(null));

        new TaskSite(pipeline, played.order, played.state, registry).keep();

        assertThat(registry.all()).isEmpty();
    }

    @Test
    void workWhoseBuildCannotBeNamedIsNotStarted() {
        Played played = new Played();
        played.state.stage = TaskState.Stage.LAUNCH;
        TaskRegistry registry = new TaskRegistry(() -> home.toFile());
        pipeline.saved = saved(CompletableFuture.completedFuture(null));
        TaskSite task = new TaskSite(pipeline, played.order, played.state, registry);

        assertThatThrownBy(task::keep)
                .as("what could not be found again after its build")
                .isInstanceOf(UnsavedException.class);
    }

    private void logged() {
        PrintStream stream = new PrintStream(log, true, StandardCharsets.UTF_8);
        TaskListener listener = () -> stream;
        pipeline.things.put(TaskListener.class, listener);
    }

    private static ListenableFuture<Void> saved(CompletableFuture<Void> how) {
        return new Answered(how);
    }

    /** A Pipeline's answer. */
    private static class Answered implements ListenableFuture<Void> {
        private final CompletableFuture<Void> how;

        Answered(CompletableFuture<Void> how) {
            this.how = how;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            return how.cancel(mayInterrupt);
        }

        @Override
        public boolean isCancelled() {
            return how.isCancelled();
        }

        @Override
        public boolean isDone() {
            return how.isDone();
        }

        @Override
        public Void get() throws InterruptedException, java.util.concurrent.ExecutionException {
            return how.get();
        }

        @Override
        public Void get(long timeout, TimeUnit unit)
                throws InterruptedException, java.util.concurrent.ExecutionException, TimeoutException {
            return how.get(timeout, unit);
        }

        public void addListener(Runnable listener, java.util.concurrent.Executor executor) {
            how.thenRunAsync(listener, executor);
        }
    }

    private static final class Late extends Answered {
        Late() {
            super(new CompletableFuture<>());
        }

        @Override
        public Void get(long timeout, TimeUnit unit) throws TimeoutException {
            throw new TimeoutException(timeout + " " + unit);
        }
    }
}
