package io.jenkins.plugins.amibakery.agent;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/**
 * A control directory as it is read: whatever somebody puts there, nothing is read but plain files that lie in it. A link in it or
 * instead of it, a second name of another's file, a pipe, or a directory that is not this user's is refused, and said. Where
 * the system can, all is opened from one directory handle, so that none of it can be exchanged in between.
 */
final class ControlDirectory implements Closeable {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path directory;
    private final SecureDirectoryStream<Path> handle;

    private ControlDirectory(Path directory, SecureDirectoryStream<Path> handle) {
        this.directory = directory;
        this.handle = handle;
    }

    /**
     * Opens one.
     *
     * @return empty when there is none
     * @throws IOException when it is not this user's own directory
     */
    static Optional<ControlDirectory> open(Path directory) throws IOException {
        try {
            PosixFileAttributes found =
                    Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isDirectory() || !found.owner().equals(self())) {
                throw new IOException(
                        "The control directory " + directory + " is a link or another user's; it is not read.");
            }
            return Optional.of(new ControlDirectory(directory, handle(directory, found)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Null where the system has no such handles. */
    private static SecureDirectoryStream<Path> handle(Path directory, BasicFileAttributes found) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
        if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
            stream.close();
            return null;
        }
        Object key = secure.getFileAttributeView(PosixFileAttributeView.class)
                .readAttributes()
                .fileKey();
        if (!key.equals(found.fileKey())) {
            secure.close();
            throw new IOException(
                    "The control directory " + directory + " was exchanged while it was opened; it is not read.");
        }
        return secure;
    }

    /** As whom this process makes files. */
    private static UserPrincipal self() throws IOException {
        Path process = Path.of("/proc/self/stat");
        return Files.getOwner(Files.exists(process) ? process : Path.of(System.getProperty("user.home")));
    }

    /** Whether something of that name is there, whatever it is. */
    boolean has(String name) {
        return Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Opens a file.
     *
     * @return empty when there is none
     * @throws IOException when it is no plain file that lies here
     */
    Optional<SeekableByteChannel> file(String name) throws IOException {
        try {
            PosixFileAttributes found = view(name).readAttributes();
            boolean ours = found.isRegularFile() && (found.owner().equals(self()) || hasOneName(name));
            if (!ours) {
                throw new IOException(
                        directory.resolve(name) + " is a link, or no file of this program's; it is not read.");
            }
            return Optional.of(
                    handle == null
                            ? Files.newByteChannel(directory.resolve(name), READ)
                            : handle.newByteChannel(Path.of(name), READ));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private PosixFileAttributeView view(String name) {
        return handle == null
                ? Files.getFileAttributeView(
                        directory.resolve(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                : handle.getFileAttributeView(Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** A program in a container may write as another user. A file that has a second name may be anybody's. */
    private boolean hasOneName(String name) throws IOException {
        return Integer.valueOf(1)
                .equals(Files.getAttribute(directory.resolve(name), "unix:nlink", LinkOption.NOFOLLOW_LINKS));
    }

    /** The first bytes of a file; empty when there is none. */
    Optional<byte[]> start(String name, int most) throws IOException {
        Optional<SeekableByteChannel> file = file(name);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Channels.newInputStream(file.get())) {
            return Optional.of(in.readNBytes(most));
        }
    }

    /** The same as text. */
    Optional<String> text(String name, int most) throws IOException {
        return start(name, most).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Part of a file.
     *
     * @param bytes what stands there; none behind its end
     * @param size how long the file is; 0 when there is none
     */
    record Part(byte[] bytes, long size) {}

    /** Reads part of a file, from an offset. */
    Part part(String name, long offset, int most) throws IOException {
        Optional<SeekableByteChannel> file = file(name);
        if (file.isEmpty()) {
            return new Part(new byte[0], 0);
        }
        try (SeekableByteChannel channel = file.get()) {
            long size = channel.size();
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(most, size - offset)));
            channel.position(offset);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            if (bytes.hasRemaining()) {
                throw new IOException(directory.resolve(name) + " became shorter while it was read.");
            }
            return new Part(bytes.array(), size);
        }
    }

    @Override
    public void close() throws IOException {
        if (handle != null) {
            handle.close();
        }
    }
}
