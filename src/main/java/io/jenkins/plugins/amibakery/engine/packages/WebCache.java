package io.jenkins.plugins.amibakery.engine.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers of repositories, kept from look to look; losing them costs nothing but asking again. The oldest go. */
final class WebCache {
    private static final int MOST = 100;

    private static final Comparator<Path> AGE =
            Comparator.comparingLong(file -> file.toFile().lastModified());

    private final Path directory;

    /** @param directory need not exist */
    WebCache(Path directory) {
        this.directory = directory;
    }

    Optional<byte[]> find(String name) {
        try {
            Path file = directory.resolve(name);
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps it whole or not at all. */
    void keep(String name, byte[] content) {
        try {
            Files.createDirectories(directory);
            Path half = Files.createTempFile(directory, ".", ".tmp");
            Files.write(half, content);
            Files.move(half, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            forgetOld();
        } catch (IOException e) {
            // It is asked for again.
        }
    }

    private void forgetOld() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> old = files.sorted(AGE.reversed()).skip(MOST).toList();
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        }
    }
}
