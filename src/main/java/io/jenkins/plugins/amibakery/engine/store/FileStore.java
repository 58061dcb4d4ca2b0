package io.jenkins.plugins.amibakery.engine.store;

import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Documents as files below a directory, which need not be there yet. A file is written whole or not at all, and survives a crash once the
 * call has returned. Writers of one machine take turns by a lock on the file {@code .lock}; not for network file systems that do not lock.
 */
public final class FileStore implements Store {
    /** Within one process a file lock does not keep threads apart. */
    private static final Map<Path, Object> TURNS = new ConcurrentHashMap<>();

    private static final String LOCK = ".lock";

    private final Path directory;

    public FileStore(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public Optional<Document> read(DocumentName name) throws IOException {
        Path file = file(name);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(
                        file + " is too large: " + Files.size(file) + " bytes; a document has " + MOST_BYTES + ".");
            }
            String text = Files.readString(file);
            return Optional.of(new Document(text, Sha256.of(text)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean create(DocumentName name, String text) throws IOException {
        return inTurn(() -> Files.notExists(file(name), LinkOption.NOFOLLOW_LINKS) && written(name, text));
    }

    @Override
    public boolean replace(DocumentName name, String text, String version) throws IOException {
        return inTurn(
                () -> read(name).filter(now -> now.version().equals(version)).isPresent() && written(name, text));
    }

    @Override
    public List<DocumentName> list(DocumentName folder) throws IOException {
        Path below = file(folder);
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .filter(DocumentName::isName)
                    .sorted()
                    .map(DocumentName::new)
                    .toList();
        }
    }

    private Path file(DocumentName name) {
        return directory.resolve(name.value());
    }

    /** Something that no other writer interrupts. */
    private interface Write {
        boolean done() throws IOException;
    }

    private boolean inTurn(Write write) throws IOException {
        Files.createDirectories(directory);
        synchronized (TURNS.computeIfAbsent(directory, any -> new Object())) {
            try (FileChannel lock =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                return write.done();
            }
        }
    }

    private boolean written(DocumentName name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw new IOException(
                    name + " is too large: " + bytes.length + " bytes; a document has " + MOST_BYTES + ".");
        }
        Path file = file(name);
        Path home = file.resolveSibling(".");
        Files.createDirectories(home);
        Path half = Files.createTempFile(home, ".half", ".tmp");
        try {
            try (FileChannel out = FileChannel.open(half, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
        return true;
    }
}
