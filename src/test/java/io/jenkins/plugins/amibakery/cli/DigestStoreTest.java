package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files named by digests, in a home of the test's own. */
class DigestStoreTest {
    @TempDir
    private Path home;

    @Test
    void whatIsKeptIsFoundByItsDigest() throws IOException {
        store(3).keep(digest('a'), bytes("one"));

        assertThat(store(3).find(digest('a')))
                .hasValueSatisfying(
                        file -> assertThat(file).hasContent("one").startsWith(home.resolve("ami-bakery/keys")));
        assertThat(store(3).find(digest('b'))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../../etc/passwd", "a", "A", "sha256:", "x.json", "a/../b"})
    void whatIsNoDigestNamesNoFile(String digest) throws IOException {
        Files.createDirectories(home.resolve("ami-bakery/keys"));
        Files.writeString(home.resolve("ami-bakery/keys/" + "a.json"), "{}");
        Files.writeString(home.resolve("ami-bakery/x.json"), "{}");

        assertThat(store(3).find(digest)).isEmpty();
        assertThat(store(3).find(digest('A')))
                .as("digests are in small letters")
                .isEmpty();
    }

    @Test
    void aFolderOfThatNameIsNoFile() throws IOException {
        Files.createDirectories(home.resolve("ami-bakery/keys/" + digest('a') + ".json"));

        assertThat(store(3).find(digest('a'))).isEmpty();
    }

    @Test
    void theOldestGoesWhenThereAreTooMany() throws IOException {
        keepAt('a', 100);
        keepAt('b', 300);
        keepAt('c', 200);

        store(2).keep(digest('d'), bytes("d"));

        assertThat(names()).containsExactlyInAnyOrder(digest('b') + ".json", digest('d') + ".json");
    }

    @Test
    void nothingElseInTheFolderIsRemoved() throws IOException {
        keepAt('a', 100);
        Files.writeString(home.resolve("ami-bakery/keys/README"), "mine");

        store(1).keep(digest('b'), bytes("b"));

        assertThat(names()).containsExactlyInAnyOrder("README", digest('b') + ".json");
    }

    @Test
    void keepingItAgainMakesItTheNewest() throws IOException {
        keepAt('a', 100);
        keepAt('b', 200);

        store(2).keep(digest('a'), bytes("again"));
        store(2).keep(digest('c'), bytes("c"));

        assertThat(store(2).find(digest('a')))
                .hasValueSatisfying(file -> assertThat(file).hasContent("again"));
        assertThat(store(2).find(digest('b'))).isEmpty();
    }

    @Test
    void whatCannotBeWrittenLeavesWhatWasThereAndNoHalf() throws IOException {
        Path file = home.resolve("report.json");
        Files.createDirectories(file.resolve("a folder that is not empty"));

        assertThatThrownBy(() -> DigestStore.write(file, bytes("new"))).isInstanceOf(IOException.class);

        try (Stream<Path> all = Files.list(home)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void aFileInTheWorkingDirectoryIsWrittenToo() throws IOException {
        Path file = Path.of("ami-bakery-test-" + System.nanoTime() + ".json");
        try {
            DigestStore.write(file, bytes("new"));
            assertThat(file).hasContent("new");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    void aVariableThatIsNoAbsolutePathCountsForNothing() {
        Path usual = Path.of(System.getProperty("user.home"), ".local/state/ami-bakery");

        assertThat(UserFolder.state(Map.of("XDG_STATE_HOME", "relative"))).isEqualTo(usual);
        assertThat(UserFolder.state(Map.of("XDG_STATE_HOME", ""))).isEqualTo(usual);
        assertThat(UserFolder.state(Map.of())).isEqualTo(usual);
        assertThat(UserFolder.cache(Map.of("XDG_CACHE_HOME", "/var/cache")))
                .isEqualTo(Path.of("/var/cache/ami-bakery"));
    }

    private DigestStore store(int most) {
        return new DigestStore(Map.of("XDG_STATE_HOME", home.toString()), "keys", most);
    }

    private void keepAt(char digit, long second) throws IOException {
        store(10).keep(digest(digit), bytes(String.valueOf(digit)));
        Files.setLastModifiedTime(
                home.resolve("ami-bakery/keys/" + digest(digit) + ".json"),
                FileTime.from(Instant.ofEpochSecond(second)));
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> all = Files.list(home.resolve("ami-bakery/keys"))) {
            return all.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static String digest(char digit) {
        return String.valueOf(digit).repeat(64);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
