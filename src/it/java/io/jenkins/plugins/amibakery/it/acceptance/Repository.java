package io.jenkins.plugins.amibakery.it.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A git repository with a branch main. */
final class Repository {
    private static final Map<String, String> SOMEBODY = Map.of(
            "GIT_AUTHOR_NAME", "Tests",
            "GIT_AUTHOR_EMAIL", "tests@example.com",
            "GIT_COMMITTER_NAME", "Tests",
            "GIT_COMMITTER_EMAIL", "tests@example.com",
            "GIT_CONFIG_NOSYSTEM", "1");

    private final Path directory;

    private Repository(Path directory) {
        this.directory = directory;
        git("init", "-q", "-b", "main");
    }

    /** Makes an empty one. */
    static Repository in(Path directory) {
        try {
            return new Repository(Files.createDirectories(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return directory.toUri().toString();
    }

    /** Copies folders of this project, to be committed. */
    Repository copy(String... folders) {
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(".pyc"))
                        .forEach(this::copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    private void copy(Path file) {
        try {
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file, to be committed. */
    Repository write(String file, String text) {
        try {
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a file away, if it is there. */
    Repository delete(String file) {
        try {
            Files.deleteIfExists(directory.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits everything as it is now, changed or not. */
    void commit() {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", "As the test needs it");
    }

    private void git(String... words) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Program.start(directory, directory.resolveSibling(directory.getFileName() + ".git.log"), SOMEBODY, command)
                .toEnd();
    }
}
