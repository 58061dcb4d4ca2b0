package io.jenkins.plugins.amibakery.engine.runway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The CFNgin configurations of a module: the YAML files in its directory, in the order in which CFNgin takes them. */
final class CfnginFiles {
    /** Files of other tools that CFNgin passes over. */
    private static final Set<String> OTHERS = Set.of(
            "buildspec.yml",
            "buildspec.yaml",
            "docker-compose.yml",
            "docker-compose.yaml",
            "runway.yml",
            "runway.yaml",
            "runway.module.yml",
            "runway.variables.yml");

    private CfnginFiles() {}

    static List<Path> of(Path module) {
        if (!Files.isDirectory(module)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(module)) {
            return files.filter(Files::isRegularFile)
                    .filter(CfnginFiles::isConfig)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isConfig(Path file) {
        String name = String.valueOf(file.getFileName());
        return (name.endsWith(".yml") || name.endsWith(".yaml")) && !name.startsWith(".") && !OTHERS.contains(name);
    }
}
