package io.jenkins.plugins.amibakery.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The newest of what this user made on this machine, each in a file named by its digest; the oldest go when there are too many. */
final class DigestStore {
    private static final Comparator<Path> AGE =
            Comparator.comparingLong(file -> file.toFile().lastModified());

    private final Path directory;
    private final int most;

    /**
     * @param kind the folder's name among this program's
     * @param most how many are kept
     */
    DigestStore(Map<String, String> environment, String kind, int most) {
        this.directory = UserFolder.state(environment).resolve(kind);
        this.most = most;
    }

    /** The file of a digest; empty when there is none, or when it is not a valid digest. */
    Optional<Path> find(String digest) {
        return digest.matches("[0-9a-f]{64}")
                ? Optional.of(file(digest)).filter(Files::isRegularFile)
                : Optional.empty();
    }

    void keep(String digest, byte[] content) throws IOException {
        Files.createDirectories(directory);
        write(file(digest), content);
        forgetOld();
    }

    private Path file(String digest) {
        return directory.resolve(digest + ".json");
    }

    private void forgetOld() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> old = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(AGE.reversed())
                    .skip(most)
                    .toList();
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Writes any file whole or not at all. */
    static void write(Path file, byte[] content) throws IOException {
        Path half = Files.createTempFile(file.toAbsolutePath().resolveSibling("."), ".ami-bakery", ".tmp");
        try {
            Files.write(half, content);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
