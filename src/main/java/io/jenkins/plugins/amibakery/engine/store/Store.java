package io.jenkins.plugins.amibakery.engine.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Documents by name. Every write says what it replaces, and is refused when that is no longer what is there: of two writers at once, one
 * succeeds and the other is told. Safe for several threads, processes and, in S3, machines.
 */
public interface Store extends AutoCloseable {
    /** What is kept is small: a statement, a record. */
    int MOST_BYTES = 4 << 20;

    /** {@link #update} gives up after losing against so many other writers in a row. */
    int MOST_ATTEMPTS = 50;

    /**
     * A document as it was at one moment.
     *
     * @param text its content
     * @param version changes with each write; only good for {@link Store#replace}
     */
    record Document(String text, String version) {}

    /**
     * Reads a document.
     *
     * @return empty when there is none
     * @throws IOException with one line when it is not known whether there is one, or it is too large to be ours
     */
    Optional<Document> read(DocumentName name) throws IOException;

    /**
     * Writes a document that is new.
     *
     * @return false when there is one of that name already; it is left alone
     */
    boolean create(DocumentName name, String text) throws IOException;

    /**
     * Writes a document anew.
     *
     * @param version as it was when it was read
     * @return false when another has written it since, or it is gone; it is left alone
     */
    boolean replace(DocumentName name, String text, String version) throws IOException;

    /**
     * The names of all documents below a folder, sorted.
     *
     * @param folder such as {@code amis/us-west-2}
     * @return empty when there is no such folder
     */
    List<DocumentName> list(DocumentName folder) throws IOException;

    /**
     * Changes a document, whoever else changes it meanwhile.
     *
     * @param change makes the new content of the present one, which is an empty text when there is none; asked again after each lost race
     * @return the new content
     * @throws IOException also when it lost {@value #MOST_ATTEMPTS} races in a row
     */
    default String update(DocumentName name, UnaryOperator<String> change) throws IOException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<Document> now = read(name);
            String text = change.apply(now.map(Document::text).orElse(""));
            if (now.isPresent() ? replace(name, text, now.get().version()) : create(name, text)) {
                return text;
            }
        }
        throw new IOException(name + " was not written: others wrote it " + MOST_ATTEMPTS + " times meanwhile.");
    }

    /** Of no use afterwards. */
    @Override
    default void close() {}
}
