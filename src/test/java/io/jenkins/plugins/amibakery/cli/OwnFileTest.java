package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in files, and the key that is kept in one. */
class OwnFileTest {
    @TempDir
    private Path home;

    @Test
    void aSecretIsMadeOnceAndOnlyItsOwnerMayReadIt() throws IOException {
        Path file = home.resolve("deep/below/secret");

        assertThat(OwnFile.kept(file, () -> "first")).isEqualTo("first");
        assertThat(OwnFile.kept(file, () -> "second")).isEqualTo("first");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void ofSeveralThatMakeItAtOnceAllGetTheSameAndNoHalfStays() throws IOException {
        Path file = home.resolve("secret");
        Set<String> got = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 32).parallel().forEach(number -> {
            try {
                got.add(OwnFile.kept(file, () -> "secret " + number));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        assertThat(got).hasSize(1);
        try (Stream<Path> all = Files.list(home)) {
            assertThat(all).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-", "rw-----w-", "rwx--x---"})
    void aFileThatOthersMayReadOrChangeIsRefusedWithWhatToDo(String permissions) throws IOException {
        Path file = Files.writeString(home.resolve("secret"), "hush");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> OwnFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Other users may read or change " + file + ", which is a secret; run: chmod 600 " + file)
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
    void whateverItsOwnerMayDoIsHisAffair(String permissions) throws IOException {
        Path file = Files.writeString(home.resolve("secret"), "hush");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThat(OwnFile.read(file)).isEqualTo("hush");
    }

    @Test
    void theKeyForSecretsIsMadeOnceForEachUser() throws IOException {
        Map<String, String> one = Map.of("XDG_STATE_HOME", home.resolve("one").toString());
        Map<String, String> other =
                Map.of("XDG_STATE_HOME", home.resolve("other").toString());

        byte[] key = KeySecret.of(one);

        assertThat(key).hasSizeGreaterThanOrEqualTo(32);
        assertThat(KeySecret.of(one)).isEqualTo(key);
        assertThat(KeySecret.of(other)).isNotEqualTo(key);
    }

    @Test
    void severalMachinesMayShareOneByAVariable() throws IOException {
        Map<String, String> shared =
                Map.of("XDG_STATE_HOME", home.toString(), KeySecret.VARIABLE, "a key that nobody guesses");

        assertThat(KeySecret.of(shared)).asString().isEqualTo("a key that nobody guesses");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aKeyThatIsGuessedIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> KeySecret.of(Map.of(KeySecret.VARIABLE, "fifteen letters")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AMI_BAKERY_SECRET_KEY has 15 characters; a key that nobody guesses has 16 or more.");
    }

    @Test
    void aKeyThatWasCutShortIsSaidSo() throws IOException {
        Map<String, String> environment = Map.of("XDG_STATE_HOME", home.toString());
        KeySecret.of(environment);
        Path file = home.resolve("ami-bakery/secret-key");
        Files.writeString(file, "short");

        assertThatThrownBy(() -> KeySecret.of(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The key in " + file + " is cut short; remove the file to get another.");
    }

    @Test
    void scratchIsItsOwnersAloneAndGoneAfterwards() throws IOException {
        Path directory;
        try (Scratch scratch = Scratch.make()) {
            directory = scratch.directory();
            Files.createDirectories(directory.resolve("a/b"));
            Files.writeString(directory.resolve("a/b/secret.json"), "hush");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void scratchDoesNotFollowALinkOutOfIt() throws IOException {
        Path mine = Files.writeString(home.resolve("mine"), "kept");
        try (Scratch scratch = Scratch.make()) {
            Files.createSymbolicLink(scratch.directory().resolve("link"), home);
        }
        assertThat(mine).hasContent("kept");
    }

    @Test
    void aSecretsValueComesFromTheVariableOfItsNameOrAnother() {
        Map<String, String> environment = Map.of("token", "one", "DB_PASSWORD", "two=2");

        assertThat(SecretValues.read("--secret-var", java.util.List.of("token", "db=DB_PASSWORD"), environment))
                .containsExactly(Map.entry("token", "one"), Map.entry("db", "two=2"));
    }

    @Test
    void aSecretWithoutAVariableIsNamedByItsOption() {
        assertThatThrownBy(() -> SecretValues.read("--secret-var", java.util.List.of("db=DB_PASSWORD"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "--secret-var db: the environment has no variable 'DB_PASSWORD'; set it to the secret's value.");
    }
}
