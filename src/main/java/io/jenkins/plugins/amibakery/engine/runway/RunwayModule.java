package io.jenkins.plugins.amibakery.engine.runway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A module of runway.yml.
 *
 * @param name its name: what is given, or its path
 * @param path as written, lookups put in; empty where that could not be done
 * @param directory where it is; empty for a path that cannot be resolved here or is fetched from elsewhere
 * @param tags by which it can be chosen
 * @param type what is given as its type; empty when Runway finds out by itself
 * @param environments what is said about environments, of the deployment and the module together
 * @param parameters what is given to it, of the deployment and the module together, lookups as they stand
 */
record RunwayModule(
        String name,
        String path,
        Optional<Path> directory,
        Set<String> tags,
        String type,
        Map<String, Object> environments,
        Map<String, Object> parameters) {
    private static final List<String> OTHER_SUFFIXES = List.of(".tf", ".cdk", ".k8s", ".sls", ".web");

    /** Whether CFNgin deploys it, so that its outcome stands in the log stack by stack. */
    boolean isCloudFormation() {
        if (!type.isEmpty()) {
            return type.equals("cloudformation");
        }
        if (path.endsWith(".cfn")) {
            return true;
        }
        return OTHER_SUFFIXES.stream().noneMatch(path::endsWith) && !looksOtherwise();
    }

    /** Runway itself finds out by the files, too. */
    private boolean looksOtherwise() {
        if (directory.isEmpty() || !Files.isDirectory(directory.get())) {
            return false;
        }
        Path place = directory.get();
        try (DirectoryStream<Path> marks =
                Files.newDirectoryStream(place, "{*.tf,cdk.json,serverless.js,serverless.ts,serverless.yml}")) {
            return marks.iterator().hasNext() || Files.isDirectory(place.resolve("overlays"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether somebody means this module by a word: its name, its path, or the path without its suffix. */
    boolean isCalled(String word) {
        return word.equals(name) || word.equals(path) || word.equals(path.replaceFirst("\\.\\w+$", ""));
    }
}
