package io.jenkins.plugins.amibakery.engine.reuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * By what a file is known to be unchanged without reading it, as git does it. The time of its change of status is the one
 * that no program can set back.
 *
 * @param device the file system it lies in
 * @param inode its number there
 * @param size in bytes
 * @param modified nanoseconds since 1970
 * @param changed nanoseconds since 1970
 */
record FileState(long device, long inode, long size, long modified, long changed) {
    /** Clocks of file systems tick coarsely: a file that changed within this of being read may have changed again unseen. */
    static final long TICK = TimeUnit.SECONDS.toNanos(2);

    /** The state of a file, links followed; empty where the system does not tell such things. */
    static Optional<FileState> of(Path path) throws IOException {
        try {
            Map<String, Object> all = Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,ctime");
            return Optional.of(new FileState(
                    ((Number) all.get("dev")).longValue(),
                    ((Number) all.get("ino")).longValue(),
                    ((Number) all.get("size")).longValue(),
                    ((FileTime) all.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS),
                    ((FileTime) all.get("ctime")).to(TimeUnit.NANOSECONDS)));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a file in this state, when it began to be read, cannot have changed since without showing another state. */
    boolean isSettledAt(long nanoseconds) {
        return Math.max(modified, changed) < nanoseconds - TICK;
    }
}
