package io.jenkins.plugins.amibakery.engine.context;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Collects the files of a recipe: whole directories as they lie there, and single files that are named elsewhere. What a version
 * control system keeps of its own never counts.
 */
public final class ContextFiles {
    /** The file that takes others out. */
    public static final String IGNORE = BakeIgnore.NAME;

    private static final Set<String> VERSION_CONTROL = Set.of(".git", ".hg", ".svn", ".bzr", "CVS");

    private final Path directory;
    private final Predicate<Path> left;
    private final BiConsumer<String, String> notKnown;

    /** What is asked of each file: its owner, whose name takes a look-up, is not, and there are no modes on Windows. */
    private final String attributes;

    private final Map<String, InputFile> found = new TreeMap<>();
    private final Set<Path> walked = new LinkedHashSet<>();
    private final Set<Path> followed = new HashSet<>();

    /**
     * @param directory where packer runs, absolute and normalised
     * @param left which paths do not count because they are told otherwise, or are what bakes write
     * @param notKnown takes the name of what cannot be told, and why
     */
    public ContextFiles(Path directory, Predicate<Path> left, BiConsumer<String, String> notKnown) {
        this.directory = directory;
        this.left = left;
        this.notKnown = notKnown;
        boolean unix = directory.getFileSystem().supportedFileAttributeViews().contains("unix");
        this.attributes = (unix ? "unix:mode," : "") + "size,isDirectory,isRegularFile,isSymbolicLink";
    }

    /** All that was collected, in the order of names. */
    public Collection<InputFile> all() {
        return List.copyOf(found.values());
    }

    /** Whether everything in a directory has been added, or a path lies in such a one. */
    public boolean covers(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        return walked.stream().anyMatch(whole::startsWith);
    }

    /** What a path is called in a key: the same in every workspace. */
    public String name(Path path, String written) {
        Path whole = path.toAbsolutePath().normalize();
        if (whole.equals(directory)) {
            return ".";
        }
        Path name = whole.startsWith(directory) || Path.of(written).isAbsolute()
                ? (whole.startsWith(directory) ? directory.relativize(whole) : whole)
                : Path.of(written).normalize();
        return name.toString().replace('\\', '/');
    }

    /** Adds everything in a directory but what {@code .bakeignore} files in it take out. */
    public void context(Path root) {
        Path whole = root.toAbsolutePath().normalize();
        if (walked.add(whole)) {
            String written = directory.relativize(whole).toString();
            collect(whole, name(whole, written.isEmpty() ? "." : written), new Walk(whole, new ArrayDeque<>()));
        }
    }

    /**
     * Adds a file that is named, or a directory and everything in it, whatever a {@code .bakeignore} says of them; a directory that it
     * leaves in is as it is.
     *
     * @param written how the recipe names it
     * @param by who names it, for a message
     * @return what it is called
     * @throws BakeFailedException {@link FailureCause#INPUT_MISSING} when it is not there
     */
    public String named(Path path, String written, String by) {
        if (Files.notExists(path)) {
            throw new BakeFailedException(
                    FailureCause.INPUT_MISSING, by + " names '" + written + "', which does not exist in " + directory);
        }
        String name = name(path, written);
        Path whole = path.toAbsolutePath().normalize();
        if (!covers(whole) || !found.containsKey(name)) {
            collect(whole, name, new Walk(whole, null));
        }
        return name;
    }

    /**
     * Adds every file that a pattern matches, as {@link Glob} has them; one without a wildcard names a file or a directory. They count
     * whatever a {@code .bakeignore} says.
     *
     * @throws BakeFailedException {@link FailureCause#INPUT_MISSING} when there is none
     */
    public void matching(String pattern, String by) {
        String plain = pattern.replaceFirst("^(\\./)+", "");
        if (!Glob.isOne(plain)) {
            Path one = directory.resolve(plain);
            if (Files.notExists(one)) {
                named(one, pattern, by);
            }
            collect(one.toAbsolutePath().normalize(), name(one, plain), new Walk(one, null));
            return;
        }
        int wild = (int) plain.chars().takeWhile(c -> "*?[{".indexOf(c) < 0).count();
        int slash = plain.lastIndexOf('/', wild);
        Path start = slash < 0 ? directory : directory.resolve(plain.substring(0, Math.max(slash, 1)));
        Glob glob = new Glob(slash < 0 ? plain : plain.substring(slash + 1));
        List<Path> matching;
        try (Stream<Path> all = Files.exists(start) ? Files.walk(start) : Stream.empty()) {
            matching = all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path ->
                            glob.matches(start.relativize(path).toString().replace('\\', '/')))
                    .filter(path ->
                            plain.contains(".git") || !start.relativize(path).startsWith(".git"))
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new BakeFailedException(
                    FailureCause.INPUT_MISSING, by + " '" + pattern + "' cannot be searched: " + e.getMessage());
        }
        if (matching.isEmpty()) {
            throw new BakeFailedException(
                    FailureCause.INPUT_MISSING, by + " '" + pattern + "' matches no file in " + directory);
        }
        matching.forEach(path -> collect(path, name(path, path.toString()), new Walk(path, null)));
    }

    /**
     * One walk.
     *
     * @param root where it began
     * @param ignores the {@code .bakeignore} files of the directories above; null when none counts
     */
    private record Walk(Path root, Deque<BakeIgnore> ignores) {
        boolean takesOut(Path path, boolean directory) {
            if (ignores != null) {
                for (Iterator<BakeIgnore> inner = ignores.descendingIterator(); inner.hasNext(); ) {
                    Optional<Boolean> said = inner.next().takesOut(path, directory);
                    if (said.isPresent()) {
                        return said.get();
                    }
                }
            }
            return false;
        }
    }

    private void collect(Path path, String name, Walk walk) {
        try {
            Map<String, Object> facts = Files.readAttributes(path, attributes, LinkOption.NOFOLLOW_LINKS);
            if (Boolean.TRUE.equals(facts.get("isSymbolicLink"))) {
                link(path, name, walk);
            } else if (Boolean.TRUE.equals(facts.get("isDirectory"))) {
                directory(path, name, mode(facts), walk);
            } else if (Boolean.TRUE.equals(facts.get("isRegularFile"))) {
                file(path, name, facts);
            } else {
                notKnown.accept(name, "it is neither a file nor a directory, and what is read from it is not known");
            }
        } catch (IOException e) {
            notKnown.accept(name, "it cannot be read: " + IoReasons.of(e));
        }
    }

    private void file(Path path, String name, Map<String, Object> facts) {
        if (Files.isReadable(path)) {
            put(
                    "",
                    new InputFile(
                            InputFile.Kind.FILE,
                            name,
                            path,
                            mode(facts),
                            ((Number) facts.get("size")).longValue(),
                            ""));
        } else {
            notKnown.accept(name, "it cannot be read: permission denied");
        }
    }

    /** Uploads keep it, so all of it counts: a file that nobody else could read is another one than one that all may. */
    private static String mode(Map<String, Object> facts) {
        return facts.get("mode") instanceof Integer mode ? String.format("%04o", mode & 07777) : "";
    }

    /** What it leads to counts, once, where that does not lie in the same walk. */
    private void link(Path path, String name, Walk walk) throws IOException {
        Path target = Files.readSymbolicLink(path);
        String shown = target.isAbsolute() && target.normalize().startsWith(directory)
                ? "./" + directory.relativize(target.normalize())
                : target.toString();
        put("\0link", new InputFile(InputFile.Kind.LINK, name, path, "", 0, shown.replace('\\', '/')));
        if (!Files.exists(path)) {
            return;
        }
        Path real = path.toRealPath();
        boolean inside = real.startsWith(walk.root().toRealPath()) && !path.equals(walk.root());
        if (!inside && !covers(real) && followed.add(real)) {
            collect(real, name, new Walk(real, null));
        }
    }

    private void directory(Path path, String name, String mode, Walk walk) throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(path)) {
            entries = listed.sorted().toList();
        }
        put("", new InputFile(InputFile.Kind.DIRECTORY, name, path, mode, 0, ""));
        Optional<BakeIgnore> own = walk.ignores() == null ? Optional.empty() : BakeIgnore.in(path);
        own.ifPresent(walk.ignores() == null ? one -> {} : walk.ignores()::addLast);
        for (Path entry : entries) {
            String last = String.valueOf(entry.getFileName());
            boolean isDirectory = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
            if (!VERSION_CONTROL.contains(last) && !left.test(entry) && !walk.takesOut(entry, isDirectory)) {
                collect(entry, name.equals(".") ? last : name + "/" + last, walk);
            }
        }
        own.ifPresent(one -> walk.ignores().removeLast());
    }

    private void put(String mark, InputFile file) {
        found.put(file.name() + mark, file);
    }
}
