package io.jenkins.plugins.amibakery.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shared store and what is kept of it nearby. */
class CopiedStoreTest extends StoreContract {
    private static final DocumentName NAME = new DocumentName("a/b.json");

    @TempDir
    private Path home;

    private FileStore copy() {
        return new FileStore(home.resolve("copy"));
    }

    private FileStore shared() {
        return new FileStore(home.resolve("shared"));
    }

    @Override
    protected Store open() {
        return new CopiedStore(shared(), copy());
    }

    @Test
    void whatWasReadOrWrittenThroughItIsInTheCopyAndTheSharedOneCounts() throws IOException {
        shared().create(NAME, "of others");
        assertThat(copy().read(NAME)).isEmpty();

        assertThat(open().read(NAME)).map(Store.Document::text).contains("of others");
        assertThat(copy().read(NAME)).map(Store.Document::text).contains("of others");

        open().update(NAME, text -> text + ", changed");
        assertThat(copy().read(NAME)).map(Store.Document::text).contains("of others, changed");
        copy().update(NAME, text -> "damaged");
        assertThat(open().read(NAME)).map(Store.Document::text).contains("of others, changed");
    }
}
