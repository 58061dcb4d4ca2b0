package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.MasterToSlaveFileCallable;

/**
 * Which commit is checked out where a task's files are: that of the Git work tree around them, as far as it lies in the build's
 * workspace. Called on the directory in which the step runs; answers the commit, or an empty text when there is no such work tree.
 */
public final class CheckedOutCommit extends MasterToSlaveFileCallable<String> {
    private static final long serialVersionUID = 1;

    private static final Pattern HEAD = Pattern.compile("(?:(?<commit>[0-9a-f]{40,64})|ref: (?<ref>refs/[^\\s]+))\\s*");

    private static final long LONGEST = 10_000;

    private final String path;
    private final String workspace;

    /**
     * A call.
     *
     * @param path where the task's files are, relative to the directory; empty for the directory itself
     * @param workspace the build's workspace; above it nothing is looked at
     */
    public CheckedOutCommit(String path, String workspace) {
        this.path = path;
        this.workspace = workspace;
    }

    /** Whether a text is one, whatever an agent answers. */
    public static boolean isOne(String text) {
        return text != null && text.matches("[0-9a-f]{40,64}");
    }

    @Override
    public String invoke(File directory, VirtualChannel channel) {
        try {
            Path place = directory.toPath().resolve(path).normalize();
            return of(place, workspace.isEmpty() ? place : Path.of(workspace)).orElse("");
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }

    private static Optional<String> of(Path place, Path top) throws IOException {
        for (Path at = place; at != null && at.startsWith(top); at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.isDirectory(git)) {
                return head(git);
            }
            if (Files.isRegularFile(git)) {
                // Of a submodule, or of a further work tree.
                return head(at.resolve(text(git).replaceFirst("^gitdir: ", "").strip()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> head(Path git) throws IOException {
        Matcher head = HEAD.matcher(text(git.resolve("HEAD")));
        if (!head.matches()) {
            return Optional.empty();
        }
        return head.group("commit") != null ? Optional.of(head.group("commit")) : ref(common(git), head.group("ref"));
    }

    /** Further work trees of a repository share its branches. */
    private static Path common(Path git) throws IOException {
        Path common = git.resolve("commondir");
        return Files.isRegularFile(common) ? git.resolve(text(common).strip()) : git;
    }

    private static Optional<String> ref(Path git, String ref) throws IOException {
        Path loose = git.resolve(ref);
        if (Files.isRegularFile(loose)) {
            return Optional.of(text(loose).strip()).filter(CheckedOutCommit::isOne);
        }
        try (Stream<String> packed = Files.lines(git.resolve("packed-refs"))) {
            return packed.filter(line -> line.endsWith(" " + ref))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .filter(CheckedOutCommit::isOne)
                    .findFirst();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is no file of Git's");
        }
        return Files.readString(file);
    }
}
