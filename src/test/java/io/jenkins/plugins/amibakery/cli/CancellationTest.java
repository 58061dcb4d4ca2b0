package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C at any moment of a command, without the JVM going down. */
@Timeout(60)
class CancellationTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new PrintStream(shown, true, StandardCharsets.UTF_8), false);
    private final CountDownLatch said = new CountDownLatch(1);
    private Thread canceller;

    @AfterEach
    void cancelled() throws InterruptedException {
        Thread.interrupted();
        if (canceller != null) {
            canceller.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(canceller.isAlive()).as("the JVM may end").isFalse();
        }
    }

    @Test
    void betweenTwoProgramsTheWorkIsInterrupted() throws Exception {
        try (Cancellation cancel = new Cancellation(terminal, Duration.ofSeconds(5))) {
            cancelLater(cancel);

            assertThatThrownBy(() -> Thread.sleep(30_000)).isInstanceOf(InterruptedException.class);
        }
        assertThat(screen()).contains("Cancelling: removing what this bake made ...");
    }

    @Test
    void aProgramThatRunsIsAskedToStopAndSeenToItsEnd() throws Exception {
        try (Cancellation cancel = new Cancellation(terminal, Duration.ofSeconds(20))) {
            LocalProcess process = sh("trap 'echo cleaned; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            cancelWhenReady(cancel);

            CommandOutcome outcome = cancel.finish(process, (bytes, offset, length) -> {
                printed.write(bytes, offset, length);
                said.countDown();
            });

            assertThat(printed.toString(StandardCharsets.UTF_8)).contains("ready", "cleaned");
            assertThat(outcome.cancelled()).isTrue();
            assertThat(outcome.exitCode()).isEqualTo(3);
            assertThat(Thread.currentThread().isInterrupted())
                    .as("what is to be concluded is not interrupted")
                    .isFalse();
        }
        assertThat(screen())
                .contains("Cancelling: stopping packer, which cleans up (up to 20 s) ...")
                .doesNotContain("killed");
    }

    @Test
    void aProgramThatDoesNotEndInTimeIsKilledAndThatIsSaid() throws Exception {
        try (Cancellation cancel = new Cancellation(terminal, Duration.ofMillis(300), Cancellation.Words.DEPLOY)) {
            LocalProcess process = sh("trap '' TERM INT; echo ready; while :; do sleep 0.05; done");
            cancelWhenReady(cancel);

            CommandOutcome outcome = cancel.finish(process, (bytes, offset, length) -> said.countDown());

            assertThat(outcome.cancelled()).isTrue();
            assertThat(outcome.succeeded()).isFalse();
        }
        assertThat(screen()).contains("Runway did not stop in time and was killed; checking for its lock.");
    }

    @Test
    void aProgramThatIsStartedAfterACancelIsNotLeftRunning() throws Exception {
        Path mark = directory.resolve("still running");
        try (Cancellation cancel = new Cancellation(terminal, Duration.ofMillis(300))) {
            cancelLater(cancel);
            assertThatThrownBy(() -> Thread.sleep(30_000)).isInstanceOf(InterruptedException.class);
            LocalProcess process = sh("trap '' TERM; sleep 2; touch '" + mark + "'");

            assertThatThrownBy(() -> cancel.finish(process, (bytes, offset, length) -> {}))
                    .isInstanceOf(InterruptedException.class);
        }
        Thread.sleep(2_500);
        assertThat(Files.exists(mark)).isFalse();
    }

    @Test
    void aProgramThatEndsByItselfIsNoCancel() throws Exception {
        try (Cancellation cancel = new Cancellation(terminal, Duration.ofSeconds(5))) {
            CommandOutcome outcome = cancel.finish(sh("exit 4"), (bytes, offset, length) -> {});

            assertThat(outcome.cancelled()).isFalse();
            assertThat(outcome.exitCode()).isEqualTo(4);
        }
        assertThat(screen()).isEmpty();
    }

    private void cancelLater(Cancellation cancel) {
        canceller = new Thread(cancel::cancel, "cancel");
        canceller.start();
    }

    private void cancelWhenReady(Cancellation cancel) {
        canceller = new Thread(
                () -> {
                    try {
                        said.await();
                        cancel.cancel();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "cancel");
        canceller.start();
    }

    private LocalProcess sh(String script) {
        return LocalProcess.startApart(
                new CommandLine(List.of("/bin/sh", "-c", script), Map.of(), directory, Set.of()),
                Map.of("PATH", "/usr/bin:/bin"),
                LocalProcess.Stop.TERMINATE);
    }

    private String screen() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
