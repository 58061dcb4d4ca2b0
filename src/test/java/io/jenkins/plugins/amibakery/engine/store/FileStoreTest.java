package io.jenkins.plugins.amibakery.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents as files. */
class FileStoreTest extends StoreContract {
    @TempDir
    private Path home;

    @Override
    protected Store open() {
        return new FileStore(home.resolve("store"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../a", "a/../b", "a//b", ".hidden", "a/.hidden", "a\\b", "a\nb", "a/"})
    void noNameLeadsOutOfIt(String name) {
        assertThatThrownBy(() -> new DocumentName(name)).hasMessageContaining("Not the name of a document");
    }

    @Test
    void nothingHalfWrittenStays() throws IOException {
        open().create(new DocumentName("a/b.json"), "text");
        try (Stream<Path> files = Files.walk(home.resolve("store/a"))) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(home.resolve("store/a/b.json"));
        }
    }
}
