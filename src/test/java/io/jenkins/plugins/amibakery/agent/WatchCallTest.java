package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchCallTest {
    private static final String SECRET = "f3a9c07d5b1e84d2";

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

    @ParameterizedTest
    @ValueSource(strings = {ControlFiles.LOG, ControlFiles.EXIT_CODE, ControlFiles.ANSWER, ControlFiles.PROCESS})
    void aLinkInTheControlDirectoryIsNotFollowed(String name, @TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("master.key"), SECRET);
        Files.createSymbolicLink(control.resolve(name), secret);

        assertThatThrownBy(() -> new WatchCall(0, true).invoke(control.toFile(), null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a link")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        Process made =
                new ProcessBuilder("mkfifo", control.resolve(ControlFiles.LOG).toString()).start();
        assumeTrue(made.waitFor() == 0, "no mkfifo");

        assertThatThrownBy(() -> watch(0)).hasMessageContaining("it is not read");
    }

    @Test
    void anotherDirectoryInItsPlaceIsNotRead(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve(ControlFiles.LOG), SECRET);
        Path link = Files.createSymbolicLink(control.resolve("bake"), elsewhere);

        assertThatThrownBy(() -> new WatchCall(0).invoke(link.toFile(), null))
                .hasMessageContaining("is a link or another user's");
    }

    @Test
    void aSecondNameOfAnothersFileIsNotRead() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a file away");
        Path log = Files.writeString(control.resolve(ControlFiles.LOG), SECRET);
        Files.createLink(control.resolve("second"), log);
        Files.setAttribute(log, "unix:uid", 65534);

        assertThatThrownBy(() -> watch(0))
                .hasMessageContaining("it is not read")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void whatAProgramInAContainerWritesAsAnotherUserIsRead() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a file away");
        write(ControlFiles.LOG, "hello");
        Files.setAttribute(control.resolve(ControlFiles.LOG), "unix:uid", 65534);

        assertThat(watch(0).logSize()).isEqualTo(5);
    }

    @Test
    void aProcessIdThatIsAPathLeadsNowhere() throws IOException {
        write(ControlFiles.PROCESS, "../etc\n1 (x) S\npid:[1]\nboot\n");

        assertThat(watch(0).life()).isEqualTo(WatchAnswer.Life.UNSEEN);
    }

    private WatchAnswer watch(long offset) throws IOException {
        return new WatchCall(offset).invoke(control.toFile(), null);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(control.resolve(name), text);
    }
}
