package io.jenkins.plugins.amibakery.engine.reuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Digests of files that were read before, kept in a file. A cache that is damaged, or cannot be written, costs time and
 * nothing else; of two that write it at once the later one's stays. Safe for several threads.
 */
final class DigestCache {
    private static final Logger LOG = Logger.getLogger(DigestCache.class.getName());
    private static final String HEAD = "ami-bakery digests 1";
    private static final Pattern LINE =
            Pattern.compile("(\\d+) (-?\\d+) (-?\\d+) (\\d+) (-?\\d+) (-?\\d+) ([0-9a-f]{64}) (.+)");

    /** What was not asked for in so many days is forgotten. */
    private static final long DAYS_KEPT = 30;

    private static final int MOST = 500_000;

    private record Entry(long day, FileState state, String digest) {}

    private final Path file;
    private final long today;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private volatile boolean changed;

    /** @param now milliseconds since 1970 */
    DigestCache(Path file, long now) {
        this.file = file;
        this.today = now / 86_400_000;
        read();
    }

    private void read() {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
            if (!lines.isEmpty() && lines.get(0).equals(HEAD)) {
                lines.subList(1, lines.size()).forEach(this::read);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "The digests in " + file + " cannot be read");
        }
    }

    private void read(String line) {
        Matcher parts = LINE.matcher(line);
        if (parts.matches()) {
            long[] numbers = new long[6];
            try {
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = Long.parseLong(parts.group(i + 1));
                }
            } catch (NumberFormatException e) {
                return;
            }
            FileState state = new FileState(numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
            entries.put(parts.group(8), new Entry(numbers[0], state, parts.group(7)));
        }
    }

    /** The digest of a file that is still in this state. */
    Optional<String> get(Path path, FileState state) {
        String name = path.toString();
        Entry entry = entries.get(name);
        if (entry == null || !entry.state().equals(state)) {
            return Optional.empty();
        }
        if (entry.day() != today) {
            put(name, state, entry.digest());
        }
        return Optional.of(entry.digest());
    }

    /** Keeps a digest; names with line feeds in them are just read again. */
    void put(Path path, FileState state, String digest) {
        String name = path.toString();
        if (name.indexOf('\n') < 0 && name.indexOf('\r') < 0) {
            put(name, state, digest);
        }
    }

    private void put(String name, FileState state, String digest) {
        entries.put(name, new Entry(today, state, digest));
        changed = true;
    }

    /** Writes what is new into a file of its own first, so that nobody reads half of it. */
    void save() {
        if (!changed) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(HEAD);
        entries.forEach((name, entry) -> {
            if (entry.day() >= today - DAYS_KEPT && lines.size() <= MOST) {
                FileState state = entry.state();
                lines.add(entry.day() + " " + state.device() + " " + state.inode() + " " + state.size() + " "
                        + state.modified() + " " + state.changed() + " " + entry.digest() + " " + name);
            }
        });
        try {
            Path home = file.toAbsolutePath().resolveSibling("");
            Files.createDirectories(home);
            Path half = Files.createTempFile(home, "digests", ".tmp");
            try {
                Files.write(half, lines, StandardCharsets.UTF_8);
                Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                changed = false;
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "The digests cannot be kept in " + file);
        }
    }
}
