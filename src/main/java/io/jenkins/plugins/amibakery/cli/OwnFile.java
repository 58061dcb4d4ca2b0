package io.jenkins.plugins.amibakery.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** A secret in a file that only its owner may read. */
final class OwnFile {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private OwnFile() {}

    /**
     * The content of a file, which is made when there is none; of two processes that make it at once, both get what the first wrote.
     *
     * @throws IllegalArgumentException with one line when others may read or change it
     */
    static String kept(Path file, Supplier<String> fresh) throws IOException {
        if (Files.notExists(file)) {
            make(file, fresh.get());
        }
        return read(file);
    }

    /** @throws IllegalArgumentException with one line when others may read or change it */
    static String read(Path file) throws IOException {
        PosixFileAttributeView attributes = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (attributes != null) {
            Set<PosixFilePermission> others =
                    EnumSet.copyOf(attributes.readAttributes().permissions());
            others.removeAll(OWNERS);
            if (!others.isEmpty()) {
                throw new IllegalArgumentException(
                        "Other users may read or change " + file + ", which is a secret; run: chmod 600 " + file);
            }
        }
        return Files.readString(file, StandardCharsets.US_ASCII);
    }

    private static void make(Path file, String content) throws IOException {
        Path home = file.toAbsolutePath().getParent();
        if (home == null) {
            throw new IOException(file + " is no place for a file");
        }
        Files.createDirectories(home);
        Path half = Files.createTempFile(
                home,
                String.valueOf(file.getFileName()),
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(half, content, StandardCharsets.US_ASCII);
            Files.createLink(file, half);
        } catch (FileAlreadyExistsException e) {
            // The other one's it is.
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
