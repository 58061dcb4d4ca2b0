package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LocalProcessTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CountDownLatch said = new CountDownLatch(1);

    @Test
    void bothOutputsAndTheExitCodeComeBack() throws Exception {
        CommandOutcome outcome = sh("echo out; echo err >&2; exit 3").finish(printed::write);

        assertThat(text()).isEqualTo("out\nerr\n");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.cancelled()).isFalse();
    }

    @Test
    void onlyTheGivenEnvironmentIsThere() throws Exception {
        sh("echo ${HOME-none} $WORD").finish(printed::write);

        assertThat(text()).isEqualTo("none given\n");
    }

    @Test
    void cancelledProgramMayStillSayWhatItCleansUp() throws Exception {
        LocalProcess process = sh("trap 'echo cleaning; exit 1' TERM; echo ready; while :; do sleep 0.05; done");
        Thread canceller = new Thread(() -> {
            try {
                said.await();
                process.cancel(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        canceller.start();

        CommandOutcome outcome = process.finish(this::take);
        canceller.join();

        assertThat(text()).isEqualTo("ready\ncleaning\n");
        assertThat(outcome.cancelled()).isTrue();
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void programThatDoesNotEndIsKilledWithItsDescendants() throws Exception {
        LocalProcess process =
                sh("trap '' TERM; sh -c 'trap \"\" TERM; while :; do sleep 0.05; done' & echo ready; wait");
        boolean[] clean = {true};
        Thread canceller = new Thread(() -> {
            try {
                said.await();
                clean[0] = process.cancel(Duration.ofMillis(200));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        canceller.start();

        CommandOutcome outcome = process.finish(this::take);
        canceller.join();

        assertThat(clean[0]).isFalse();
        assertThat(outcome.succeeded()).isFalse();
    }

    @Test
    void missingProgramIsOneClearLine() {
        assertThatThrownBy(() -> LocalProcess.start(command("no-such-program"), Map.of("PATH", "/usr/bin")))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("'no-such-program'")
                .hasMessageContaining("No such file");
    }

    private void take(byte[] bytes, int offset, int length) {
        printed.write(bytes, offset, length);
        said.countDown();
    }

    private static LocalProcess sh(String script) throws IOException {
        return LocalProcess.startApart(
                command("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), LocalProcess.Stop.TERMINATE);
    }

    private static CommandLine command(String... words) {
        return new CommandLine(List.of(words), Map.of("WORD", "given"), Path.of(""), Set.of());
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
