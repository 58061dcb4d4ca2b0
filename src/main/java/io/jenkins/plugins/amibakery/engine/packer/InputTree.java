package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Collects files by the names a recipe gives them; directories with all that is in them, links with what they point to. */
final class InputTree {
    private final Path directory;
    private final Map<String, InputFile> found = new TreeMap<>();

    /** @param directory where packer runs, absolute and normalised */
    InputTree(Path directory) {
        this.directory = directory;
    }

    /** All that was collected, in the order of names. */
    Collection<InputFile> all() {
        return List.copyOf(found.values());
    }

    /** What a path is called in a key: the same in every workspace. */
    String name(Path path, String written) {
        Path whole = path.toAbsolutePath().normalize();
        if (whole.equals(directory)) {
            return ".";
        }
        Path name = whole.startsWith(directory) || Path.of(written).isAbsolute()
                ? (whole.startsWith(directory) ? directory.relativize(whole) : whole)
                : Path.of(written).normalize();
        return name.toString().replace('\\', '/');
    }

    /**
     * Adds a file, or a directory and everything in it.
     *
     * @param written how the recipe names it
     * @param by who names it, for a message
     * @return what it is called
     * @throws BakeFailedException {@link FailureCause#INPUT_MISSING} when it is not there, or cannot be read
     */
    String add(Path path, String written, String by) {
        if (Files.notExists(path)) {
            throw new BakeFailedException(
                    FailureCause.INPUT_MISSING, by + " names '" + written + "', which does not exist in " + directory);
        }
        String name = name(path, written);
        try {
            collect(path, name, new HashSet<>());
            if (Files.isDirectory(path)) {
                whole(path, name);
            }
        } catch (IOException e) {
            throw new BakeFailedException(
                    FailureCause.INPUT_MISSING,
                    by + " names '" + written + "', which cannot be read: " + IoReasons.of(e));
        }
        return name;
    }

    private void collect(Path path, String name, Set<Path> above) throws IOException {
        if (Files.isSymbolicLink(path)) {
            link(path, name);
            if (!Files.exists(path)) {
                return;
            }
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            directory(path, name, above);
        } else if (attributes.isRegularFile()) {
            put("", new InputFile(InputFile.Kind.FILE, name, path, isExecutable(path), ""));
        } else {
            throw new BakeFailedException(
                    FailureCause.INPUT_MISSING,
                    "'" + name + "' is neither a file nor a directory, so it cannot be put into an image");
        }
    }

    private void link(Path path, String name) throws IOException {
        Path target = Files.readSymbolicLink(path);
        String shown = target.isAbsolute() && target.normalize().startsWith(directory)
                ? "./" + directory.relativize(target.normalize())
                : target.toString();
        put("\0link", new InputFile(InputFile.Kind.LINK, name, path, false, shown.replace('\\', '/')));
    }

    /** A link to a directory that it lies in leads around in circles, so it is told of and not followed. */
    private void directory(Path path, String name, Set<Path> above) throws IOException {
        Path real = path.toRealPath();
        if (!above.add(real)) {
            return;
        }
        List<Path> entries;
        try (Stream<Path> listed = Files.list(path)) {
            entries = listed.sorted().toList();
        }
        for (Path entry : entries) {
            String last = String.valueOf(entry.getFileName());
            collect(entry, name.equals(".") ? last : name + "/" + last, above);
        }
        if (entries.isEmpty()) {
            whole(path, name);
        }
        above.remove(real);
    }

    private void whole(Path path, String name) {
        put("", new InputFile(InputFile.Kind.DIRECTORY, name, path, false, ""));
    }

    private void put(String mark, InputFile file) {
        found.put(file.name() + mark, file);
    }

    /** As git sees modes: group and others depend on the umask of the user who checked the recipe out. */
    private static boolean isExecutable(Path path) throws IOException {
        try {
            return ((Integer) Files.getAttribute(path, "unix:mode") & 0100) != 0;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Adds every file that a pattern matches, as {@link Glob} has them; one without a wildcard names a file or a directory.
     *
     * @throws BakeFailedException {@link FailureCause#INPUT_MISSING} when there is none
     */
    void addMatching(String pattern, Path base, String by) {
        String plain = pattern.replaceFirst("^(\\./)+", "");
        if (!Glob.isOne(plain)) {
            add(base.resolve(plain), pattern, by);
            return;
        }
        int wild = (int) plain.chars().takeWhile(c -> "*?[{".indexOf(c) < 0).count();
        int slash = plain.lastIndexOf('/', wild);
        Path start = slash < 0 ? base : base.resolve(plain.substring(0, Math.max(slash, 1)));
        Glob glob = new Glob(slash < 0 ? plain : plain.substring(slash + 1));
        List<Path> matching;
        try (Stream<Path> all = Files.exists(start) ? Files.walk(start) : Stream.empty()) {
            matching = all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path ->
                            glob.matches(start.relativize(path).toString().replace('\\', '/')))
                    .filter(path -> plain.contains(".git") || !isOfGit(start.relativize(path)))
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new BakeFailedException(
                    FailureCause.INPUT_MISSING, by + " '" + pattern + "' cannot be searched: " + e.getMessage());
        }
        if (matching.isEmpty()) {
            throw new BakeFailedException(
                    FailureCause.INPUT_MISSING, by + " '" + pattern + "' matches no file in " + base);
        }
        matching.forEach(path -> add(path, base.relativize(path).toString(), by));
    }

    private static boolean isOfGit(Path path) {
        return path.startsWith(".git");
    }
}
