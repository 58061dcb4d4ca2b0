package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files in source control that make a recipe's image. Where a build checked them out is not known, so a file of the same path in
 * another folder counts as one of them: rather one bake too many.
 */
public final class RecipeSources {
    /** Files that a bake takes without being told their names: what else is in a directory of HCL, the lock, and the Pipeline itself. */
    private static final Pattern UNNAMED =
            Pattern.compile("(.*/)?(Jenkinsfile|[^/]*\\.(pkr|pkrvars)\\.(hcl|json)|[^/]*\\.lock\\.json)");

    private final Set<String> files = new LinkedHashSet<>();
    private final Set<String> directories = new LinkedHashSet<>();

    /**
     * Those of a bake.
     *
     * @param key what decided its image
     * @param named what the bake was given: its template, var files and patterns of further files
     */
    public RecipeSources(BakeKey key, Collection<String> named) {
        key.parts().forEach(part -> {
            if (part.kind() == KeyPart.Kind.FILE || part.kind() == KeyPart.Kind.LINK) {
                files.add(part.name());
            } else if (part.kind() == KeyPart.Kind.DIRECTORY) {
                directories.add(part.name());
            }
        });
        named.forEach(this::named);
    }

    /** Of a pattern all in its directory counts. */
    private void named(String name) {
        String plain = name.replaceFirst("^(\\./)+", "");
        int wild = (int) plain.chars().takeWhile(c -> "*?[{".indexOf(c) < 0).count();
        if (wild == plain.length()) {
            files.add(plain);
            directories.add(plain);
        } else {
            directories.add(plain.substring(0, Math.max(0, plain.lastIndexOf('/', wild))));
        }
    }

    /**
     * What the commits since a bake mean for it.
     *
     * @param commits the newest first
     */
    public SourceState since(List<SourceCommit> commits) {
        if (commits.isEmpty()) {
            return SourceState.unknown("another repository of the job has a new commit");
        }
        for (SourceCommit commit : commits) {
            Optional<String> path = commit.paths().stream().filter(this::has).findFirst();
            if (path.isPresent()) {
                return new SourceState(true, commit.shown() + " changed " + path.get());
            }
        }
        String number = commits.size() == 1 ? "1 commit" : commits.size() + " commits";
        return new SourceState(
                false, "Source control has " + number + " since the last bake that changed no file of the recipe.");
    }

    private boolean has(String path) {
        return UNNAMED.matcher(path).matches()
                || files.stream().anyMatch(file -> same(path, file))
                || directories.stream().anyMatch(directory -> isIn(path, directory));
    }

    private static boolean same(String path, String file) {
        String plain = below(file);
        return path.equals(plain) || path.endsWith("/" + plain) || plain.endsWith("/" + path);
    }

    private static boolean isIn(String path, String directory) {
        String plain = below(directory);
        if (plain.isEmpty() || plain.equals(".") || ("/" + path).contains("/" + plain + "/")) {
            return true;
        }
        // The repository itself may have been checked out below the directory in which packer ran.
        return Stream.iterate(plain, rest -> rest.contains("/"), rest -> rest.substring(rest.indexOf('/') + 1))
                .map(rest -> rest.substring(rest.indexOf('/') + 1) + "/")
                .anyMatch(path::startsWith);
    }

    /** Without the way up: {@code ../app} is {@code app} of a directory above. */
    private static String below(String name) {
        return name.replaceFirst("^(\\.\\./)+", "").replaceFirst("/$", "");
    }
}
