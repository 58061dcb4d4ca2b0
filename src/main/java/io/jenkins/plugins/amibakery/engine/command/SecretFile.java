package io.jenkins.plugins.amibakery.engine.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file of its own in a directory of its own that only this user can read, gone when closed. POSIX file systems only.
 *
 * <p>The file has its rights from the moment it exists; nobody can open it in between.
 */
public final class SecretFile implements AutoCloseable {
    private final Path directory;
    private final Path file;

    private SecretFile(Path directory, Path file) {
        this.directory = directory;
        this.file = file;
    }

    /**
     * Writes a text into a new secret file.
     *
     * @param parent an existing directory outside of anything that is published
     * @param name the file's name, whose extension tells programs how to read it
     * @param content what to write, as UTF-8
     */
    public static SecretFile write(Path parent, String name, String content) throws IOException {
        FileAttribute<?> onlyUs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path directory = Files.createTempDirectory(parent, "ami-bakery-", onlyUs);
        SecretFile secret = new SecretFile(directory, directory.resolve(name));
        try {
            Files.createFile(
                    secret.file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(secret.file, content.getBytes(StandardCharsets.UTF_8));
            return secret;
        } catch (IOException e) {
            secret.close();
            throw e;
        }
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /** Removes file and directory; calling it again does nothing. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove " + file + "; it holds secrets: remove it by hand.", e);
        }
    }
}
