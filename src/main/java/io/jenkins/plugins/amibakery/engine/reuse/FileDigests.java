package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** SHA-256 of files, several at a time; files that have not changed since they were last read are not read again. */
public final class FileDigests {
    private static final int MOST_THREADS = 4;
    private static final int BUFFER = 1 << 18;

    private final Optional<DigestCache> cache;
    private final AtomicLong bytesRead = new AtomicLong();

    private FileDigests(Optional<DigestCache> cache) {
        this.cache = cache;
    }

    /** Reads every file every time. */
    public static FileDigests uncached() {
        return new FileDigests(Optional.empty());
    }

    /**
     * Remembers digests in a file; it need not be there, and a damaged one is made anew.
     *
     * @param file only its owner should be able to write it: anyone who can may make a changed file look unchanged
     */
    public static FileDigests cachedIn(Path file) {
        return new FileDigests(Optional.of(new DigestCache(file, System.currentTimeMillis())));
    }

    /** How many bytes have been read so far; those of files that were not read again are not among them. */
    public long bytesRead() {
        return bytesRead.get();
    }

    /**
     * The digests of files.
     *
     * @return 64 hexadecimal digits for each
     * @throws BakeFailedException {@link FailureCause#INPUT_MISSING} naming the first that cannot be read
     * @throws CancellationException when the thread is interrupted meanwhile; it stays interrupted
     */
    public Map<Path, String> of(Collection<Path> files) {
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "ami-bakery-digest");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<Path, Future<String>> running = new LinkedHashMap<>();
            files.forEach(file -> running.computeIfAbsent(file, path -> pool.submit(() -> digest(path))));
            Map<Path, String> digests = new LinkedHashMap<>();
            for (Map.Entry<Path, Future<String>> one : running.entrySet()) {
                digests.put(one.getKey(), result(one.getKey(), one.getValue()));
            }
            return digests;
        } finally {
            pool.shutdownNow();
            cache.ifPresent(DigestCache::save);
        }
    }

    private static String result(Path path, Future<String> digest) {
        try {
            return digest.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while reading " + path);
        } catch (ExecutionException e) {
            throw new BakeFailedException(
                    FailureCause.INPUT_MISSING, "'" + path + "' cannot be read: " + reason(e.getCause()));
        }
    }

    private static String reason(Throwable e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof NoSuchFileException ? "it is gone" : String.valueOf(e.getMessage());
    }

    private String digest(Path path) throws IOException {
        if (cache.isEmpty()) {
            return read(path);
        }
        Optional<FileState> before = FileState.of(path);
        Optional<String> known = before.flatMap(state -> cache.get().get(path, state));
        if (known.isPresent()) {
            return known.get();
        }
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        String digest = read(path);
        boolean still = before.equals(FileState.of(path));
        before.filter(state -> still && state.isSettledAt(now))
                .ifPresent(state -> cache.get().put(path, state, digest));
        return digest;
    }

    private String read(Path path) throws IOException {
        MessageDigest sha256 = Sha256.fresh();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(path)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
                bytesRead.addAndGet(n);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
