package io.jenkins.plugins.amibakery.engine.context;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import nl.basjes.gitignore.GitIgnore;

/**
 * One {@code .bakeignore}, with the syntax of {@code .gitignore}: which files below its directory do not count.
 *
 * @param base the directory it lies in
 * @param rules its rules
 */
record BakeIgnore(Path base, GitIgnore rules) {
    static final String NAME = ".bakeignore";

    private static final long LARGEST = 1_000_000;

    /** That of a directory; empty when there is none. */
    static Optional<BakeIgnore> in(Path directory) {
        Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new BakeFailedException(
                        FailureCause.INPUT_MISSING, "'" + file + "' is larger than 1 MB, the limit for a .bakeignore");
            }
            return Optional.of(
                    new BakeIgnore(directory, new GitIgnore(Files.readString(file, StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new BakeFailedException(
                    FailureCause.INPUT_MISSING, "'" + file + "' cannot be read: " + IoReasons.of(e));
        }
    }

    /** Whether it takes a path out, or back in; empty when it says nothing of it. */
    Optional<Boolean> takesOut(Path path, boolean directory) {
        String name = "/" + base.relativize(path).toString().replace('\\', '/') + (directory ? "/" : "");
        return Optional.ofNullable(rules.isIgnoredFile(name));
    }
}
