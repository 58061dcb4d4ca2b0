package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.agent.LeaseAnswer.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("hostile")
class LeaseCallTest {
    @TempDir
    private Path control;

    @Test
    void whoStartsItHasIt() throws IOException {
        assertThat(ask("process-1", "home", true).standing()).isEqualTo(Standing.OURS);
        assertThat(ask("process-1", "home", false).standing()).isEqualTo(Standing.OURS);
    }

    @Test
    void aCopyFindsWhoHasIt() throws IOException {
        ask("process-1", "home", true);

        LeaseAnswer copy = ask("process-2", "copy", true);

        assertThat(copy.standing()).isEqualTo(Standing.ANOTHERS);
        assertThat(copy.name()).isEqualTo("http://process-1/");
        assertThat(copy.sameHome()).isFalse();
        assertThat(copy.renewed()).isPositive();
    }

    @Test
    void theSameHomeTakesItOverAfterSomeSecondsAnotherAfterTenMinutes() throws IOException {
        ask("process-1", "home", true);
        assertThat(ask("process-2", "home", true).standing()).isEqualTo(Standing.ANOTHERS);
        age(11);
        assertThat(ask("process-3", "copy", true).standing()).isEqualTo(Standing.ANOTHERS);
        assertThat(ask("process-2", "home", true).standing()).isEqualTo(Standing.OURS);
        age(601);
        assertThat(ask("process-3", "copy", true).standing()).isEqualTo(Standing.OURS);
        assertThat(ask("process-2", "home", true).standing()).isEqualTo(Standing.ANOTHERS);
    }

    @Test
    void aCopiedControlDirectoryIsNotTheProgramsOwn(@TempDir Path elsewhere) throws IOException {
        ask("process-1", "home", true);
        age(86_400);
        Files.copy(
                control.resolve(ControlFiles.LEASE),
                elsewhere.resolve(ControlFiles.LEASE),
                StandardCopyOption.COPY_ATTRIBUTES);

        assertThat(new LeaseCall("process-2", "copy", "", true)
                        .invoke(elsewhere.toFile(), null)
                        .standing())
                .isEqualTo(Standing.COPIED);
    }

    @Test
    void whatHasNoLeaseIsOnlyTakenWhereItWasMade() throws IOException {
        assertThat(ask("process-2", "copy", false).standing()).isEqualTo(Standing.FREE);
        assertThat(new LeaseCall("process-2", "copy", "", true)
                        .invoke(control.resolve("gone").toFile(), null)
                        .standing())
                .isEqualTo(Standing.NOTHING);
    }

    @Test
    void aLinkIsNoLease(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("master.key"), "secret");
        Files.createSymbolicLink(control.resolve(ControlFiles.LEASE), secret);

        assertThatThrownBy(() -> ask("process-1", "home", true)).hasMessageContaining("is a link");
        assertThat(secret).hasContent("secret");
    }

    private LeaseAnswer ask(String session, String home, boolean mayTake) throws IOException {
        return new LeaseCall(session, home, "http://" + session + "/", mayTake).invoke(control.toFile(), null);
    }

    private void age(int seconds) throws IOException {
        Files.setLastModifiedTime(
                control.resolve(ControlFiles.LEASE),
                FileTime.fromMillis(System.currentTimeMillis() - seconds * 1_000L));
    }
}
