package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCallTest {
    @TempDir
    private Path control;

    @Test
    void beforeAnythingWasStartedThereIsNothing() throws IOException {
        WatchAnswer answer = watch(0);

        assertThat(answer.life()).isEqualTo(WatchAnswer.Life.UNBORN);
        assertThat(answer.exitCode()).isNull();
        assertThat(answer.output()).isEmpty();
    }

    @Test
    void onlyWhatIsBehindTheOffsetComes() throws IOException {
        write(ControlFiles.LOG, "known and new");

        WatchAnswer answer = watch(10);

        assertThat(new String(answer.output(), StandardCharsets.UTF_8)).isEqualTo("new");
        assertThat(answer.logSize()).isEqualTo(13);
    }

    @Test
    void aLongLogComesInParts() throws IOException {
        write(ControlFiles.LOG, "x".repeat(WatchCall.MOST + 5));

        assertThat(watch(0).output()).hasSize(WatchCall.MOST);
        assertThat(watch(WatchCall.MOST).output()).hasSize(5);
    }

    @Test
    void aLogThatBecameShorterGivesNothing() throws IOException {
        write(ControlFiles.LOG, "short");

        assertThat(watch(100).output()).isEmpty();
    }

    @Test
    void theExitCodeIsRead() throws IOException {
        write(ControlFiles.EXIT_CODE, "1\n");

        assertThat(watch(0).exitCode()).isEqualTo(1);
    }

    @Test
    void aProcessFromBeforeTheMachinesLastStartIsDead() throws IOException {
        write(
                ControlFiles.PROCESS,
                "1\n1 (init) S 0 1 1 0 -1 4 1 1 1 1 1 1 1 1 20 0 1 0 4 1 1\npid:[1]\nanother-boot\n");

        assertThat(watch(0).life()).isEqualTo(WatchAnswer.Life.DEAD);
    }

    @Test
    void whereTheSystemTellsNothingOfItsProcessesNothingIsClaimed() throws IOException {
        write(ControlFiles.PROCESS, "1\n\n\n\n");

        assertThat(watch(0).life()).isEqualTo(WatchAnswer.Life.UNSEEN);
    }

    private WatchAnswer watch(long offset) throws IOException {
        return new WatchCall(offset).invoke(control.toFile(), null);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(control.resolve(name), text);
    }
}
