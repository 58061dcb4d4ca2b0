package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.amibakery.engine.statement.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTrustTest {
    @TempDir
    private Path home;

    private LocalTrust trust(String... more) {
        return new LocalTrust(
                more.length == 0
                        ? Map.of("XDG_STATE_HOME", home.toString())
                        : Map.of("XDG_STATE_HOME", home.toString(), more[0], more[1]));
    }

    @Test
    void theKeyIsMadeOnceForItsOwnerAlone() throws IOException {
        Signer first = trust().signer();
        assertThat(trust().signer().verifyingKey()).isEqualTo(first.verifyingKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(trust().file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatOthersMayReadIsRefusedWithTheCommandThatMendsIt() throws IOException {
        trust().signer();
        Path file = trust().file();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trust().signer())
                .withMessageContaining("chmod 600 " + file)
                .withMessageMatching("[^\\n]+");
    }

    @Test
    void aDamagedKeyIsNotReplacedByItself() throws IOException {
        trust().signer();
        Files.writeString(trust().file(), "damaged");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trust().signer())
                .withMessageContaining(trust().file().toString());
        assertThat(trust().file()).hasContent("damaged");
    }

    @Test
    void severalMachinesSignAlikeByAFileThatIsNamed() throws IOException {
        Path shared = home.resolve("shared.pem");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trust(LocalTrust.VARIABLE, shared.toString()).signer())
                .withMessageContaining("no such file");
        Signer signer = trust().signer();
        Files.copy(trust().file(), shared);
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rw-------"));
        assertThat(trust(LocalTrust.VARIABLE, shared.toString()).signer().verifyingKey())
                .isEqualTo(signer.verifyingKey());
    }

    @Test
    void aListOfTrustedKeysThatIsNoneIsNamed() throws IOException {
        Path file = Files.createDirectories(trust().folder()).resolve("team.pem");
        Files.writeString(file, "jobs: any\n" + Signer.fresh().verifyingKey().pem());
        assertThat(trust().trust()).isNotNull();
        Files.writeString(file, "nonsense");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trust().trust())
                .withMessageStartingWith(file + ": Not a public key");
    }
}
