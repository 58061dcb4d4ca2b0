package io.jenkins.plugins.amibakery.engine.lockfile;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.RecipeName;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Lock files on disk. */
public final class LockFiles {
    /** Some 60 bytes a package: no lock grows as large. */
    private static final long LARGEST = 20_000_000;

    private LockFiles() {}

    /**
     * Where a template's lock lies unless told otherwise: beside it, or in it when it is a directory, under its recipe's default
     * name: {@code packer/img-mgr.lock.json} for {@code packer/img-mgr-packer.json}.
     *
     * @param template file or directory, absolute
     */
    public static Path beside(Path template) {
        String name = RecipeName.of(template) + ".lock.json";
        return Files.isDirectory(template) ? template.resolve(name) : template.resolveSibling(name);
    }

    /**
     * Reads a lock.
     *
     * @return empty when there is no such file
     * @throws BakeFailedException {@link FailureCause#LOCK_BROKEN} with file, line and column
     */
    public static Optional<LockFile> find(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw broken(file + " is larger than 20 MB", null);
            }
            return Optional.of(LockJson.read(Files.readAllBytes(file), file.toString()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw broken(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The same, where there must be one: {@link FailureCause#LOCK_MISSING} otherwise. */
    public static LockFile read(Path file) {
        return find(file)
                .orElseThrow(
                        () -> new BakeFailedException(FailureCause.LOCK_MISSING, "There is not a lock file " + file));
    }

    /** Writes a lock whole or not at all; the same lock gives the same bytes. */
    public static void write(Path file, LockFile lock) throws IOException {
        Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path written = place.resolveSibling(place.getFileName() + ".new");
        try {
            Files.write(written, LockJson.bytes(lock));
            Files.move(written, place, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** The digest of what a lock says, however its file is written: 64 hexadecimal digits. */
    public static String digest(LockFile lock) {
        return Sha256.of(new String(LockJson.bytes(lock), StandardCharsets.UTF_8));
    }

    static BakeFailedException broken(String detail, Exception cause) {
        return new BakeFailedException(Failure.of(FailureCause.LOCK_BROKEN, detail), cause);
    }
}
