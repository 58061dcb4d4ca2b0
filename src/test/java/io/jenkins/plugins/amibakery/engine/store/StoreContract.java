package io.jenkins.plugins.amibakery.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What holds of every store. */
public abstract class StoreContract {
    private static final DocumentName NAME = new DocumentName("a/b.json");

    /** Another store of the same documents, as another process has it. */
    protected abstract Store open() throws IOException;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(open().create(NAME, "grün\n")).isTrue();
        assertThat(open().read(NAME).orElseThrow().text()).isEqualTo("grün\n");
    }

    @Test
    void whatIsNotThereIsNot() throws IOException {
        assertThat(open().read(NAME)).isEmpty();
        assertThat(open().list(new DocumentName("a"))).isEmpty();
        assertThat(open().replace(NAME, "text", "0".repeat(64))).isFalse();
        assertThat(open().read(NAME)).isEmpty();
    }

    @Test
    void whatIsThereIsNotCreatedAgain() throws IOException {
        open().create(NAME, "first");
        assertThat(open().create(NAME, "second")).isFalse();
        assertThat(open().read(NAME).orElseThrow().text()).isEqualTo("first");
    }

    @Test
    void aWriterWhoKnowsAnOldVersionIsRefused() throws IOException {
        open().create(NAME, "first");
        Store.Document read = open().read(NAME).orElseThrow();
        assertThat(open().replace(NAME, "second", read.version())).isTrue();
        assertThat(open().replace(NAME, "third", read.version())).isFalse();
        assertThat(open().read(NAME).orElseThrow().text()).isEqualTo("second");
    }

    @Test
    void aFolderListsWhatIsBelowIt() throws IOException {
        for (String name : List.of("a/c/1.json", "a/b.json", "ab/x.json")) {
            open().create(new DocumentName(name), "text");
        }
        assertThat(open().list(new DocumentName("a")))
                .extracting(DocumentName::value)
                .containsExactly("a/b.json", "a/c/1.json");
    }

    @Test
    void ofManyWritersAtOnceNobodyLosesAnything() throws Exception {
        int writers = 4;
        int each = 10;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<Object>> work = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String letter = String.valueOf((char) ('a' + writer));
                Callable<Object> lines = () -> {
                    Store store = open();
                    for (int i = 0; i < each; i++) {
                        store.update(NAME, text -> text + letter);
                    }
                    return null;
                };
                work.add(threads.submit(lines));
            }
            for (Future<Object> one : work) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(open().read(NAME).orElseThrow().text()).hasSize(writers * each);
    }

    @Test
    void whatIsTooLargeIsRefused() throws IOException {
        Store store = open();
        assertThatThrownBy(() -> store.create(NAME, "x".repeat(Store.MOST_BYTES + 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too large");
        assertThat(store.read(NAME)).isEmpty();
    }
}
