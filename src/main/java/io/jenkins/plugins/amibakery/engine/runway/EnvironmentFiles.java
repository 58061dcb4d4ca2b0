package io.jenkins.plugins.amibakery.engine.runway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files that give a CloudFormation module its values: {@code ENVIRONMENT.env} and {@code ENVIRONMENT-REGION.env}. */
final class EnvironmentFiles {
    private EnvironmentFiles() {}

    /** The environments a module has files for, in any of the regions. */
    static Set<String> environments(RunwayModule module, List<String> regions) {
        Set<String> names = new TreeSet<>();
        if (module.directory().isEmpty()
                || !Files.isDirectory(module.directory().get())) {
            return names;
        }
        try (Stream<Path> files = Files.list(module.directory().get())) {
            for (String file :
                    files.map(path -> String.valueOf(path.getFileName())).toList()) {
                if (file.endsWith(".env") && file.length() > 4) {
                    names.add(withoutRegion(file.substring(0, file.length() - 4), regions));
                }
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutRegion(String name, List<String> regions) {
        for (String region : regions) {
            if (name.endsWith("-" + region)) {
                return name.substring(0, name.length() - region.length() - 1);
            }
        }
        return name;
    }

    /** The values of a module in one environment and region, as CFNgin reads them: {@code name: value} lines. */
    static Map<String, Object> values(Path module, String environment, String region) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : List.of(environment + ".env", environment + "-" + region + ".env")) {
            Path file = module.resolve(name);
            if (Files.isRegularFile(file)) {
                values.putAll(YamlFile.read(file, name));
            }
        }
        return values;
    }
}
