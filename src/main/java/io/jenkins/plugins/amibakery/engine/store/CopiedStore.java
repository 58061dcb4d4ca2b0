package io.jenkins.plugins.amibakery.engine.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A store that others share, with a copy of each document that was read or written through it: for those who must not wait for the shared one.
 * The shared one alone counts.
 *
 * @param shared closed with this one
 * @param copy may lack what only others have read or written
 */
public record CopiedStore(Store shared, Store copy) implements Store {
    @Override
    public Optional<Document> read(DocumentName name) throws IOException {
        Optional<Document> found = shared.read(name);
        if (found.isPresent()) {
            keep(name, found.get().text());
        }
        return found;
    }

    @Override
    public boolean create(DocumentName name, String text) throws IOException {
        boolean written = shared.create(name, text);
        if (written) {
            keep(name, text);
        }
        return written;
    }

    @Override
    public boolean replace(DocumentName name, String text, String version) throws IOException {
        boolean written = shared.replace(name, text, version);
        if (written) {
            keep(name, text);
        }
        return written;
    }

    private void keep(DocumentName name, String text) throws IOException {
        if (copy.read(name).filter(now -> now.text().equals(text)).isEmpty()) {
            copy.update(name, now -> text);
        }
    }

    @Override
    public List<DocumentName> list(DocumentName folder) throws IOException {
        return shared.list(folder);
    }

    @Override
    public void close() {
        shared.close();
    }
}
