package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes deployments of runway.yml; what Runway itself would refuse is refused here, before anything starts. */
final class RunwayReader {
    private static final Set<String> FILE_KEYS =
            Set.of("deployments", "future", "ignore_git_branch", "runway_version", "tests", "variables");
    private static final Set<String> DEPLOYMENT_KEYS = Set.of(
            "account_alias",
            "account_id",
            "assume_role",
            "env_vars",
            "environments",
            "modules",
            "module_options",
            "name",
            "parallel_regions",
            "parameters",
            "regions");
    private static final Set<String> MODULE_KEYS = Set.of(
            "class_path",
            "env_vars",
            "environments",
            "name",
            "options",
            "parameters",
            "path",
            "tags",
            "type",
            "parallel");

    private final Path directory;
    private final String shown;
    private final Lookups lookups;

    private RunwayReader(Path directory, String shown, Lookups lookups) {
        this.directory = directory;
        this.shown = shown;
        this.lookups = lookups;
    }

    /** @param environment the variables Runway will have */
    static RunwayFile read(Path directory, Map<String, String> environment) {
        Path file = file(directory);
        String shown = String.valueOf(file.getFileName());
        Map<String, Object> content = YamlFile.read(file, shown);
        known(content, FILE_KEYS, shown);
        Map<String, Object> variables = variables(directory, content, shown);
        RunwayReader reader = new RunwayReader(directory, shown, new Lookups(environment, variables, Map.of()));
        List<RunwayDeployment> deployments = new ArrayList<>();
        for (Object each : list(content.get("deployments"), shown + ": 'deployments'")) {
            deployments.add(reader.deployment(map(each, shown + ": a deployment"), deployments.size() + 1));
        }
        if (deployments.isEmpty()) {
            throw YamlFile.invalid(shown + " has no deployments");
        }
        return new RunwayFile(directory, shown, deployments, reader.lookups);
    }

    private static Path file(Path directory) {
        for (String name : List.of("runway.yml", "runway.yaml")) {
            if (Files.isRegularFile(directory.resolve(name))) {
                return directory.resolve(name);
            }
        }
        throw new DeployFailedException(
                DeployFailureCause.CONFIG_MISSING,
                Files.isDirectory(directory)
                        ? "There is no runway.yml in '" + directory + "'"
                        : "There is no directory '" + directory + "'");
    }

    private static Map<String, Object> variables(Path directory, Map<String, Object> content, String shown) {
        Map<String, Object> definition = map(content.get("variables"), shown + ": 'variables'");
        Object named = definition.get("file_path");
        for (String name :
                named == null ? List.of("runway.variables.yml", "runway.variables.yaml") : List.of(named.toString())) {
            if (Files.isRegularFile(directory.resolve(name))) {
                return YamlFile.read(directory.resolve(name), name);
            }
        }
        if (named != null) {
            throw YamlFile.invalid(shown + " names a variables file '" + named + "', which does not exist");
        }
        return Map.of();
    }

    private RunwayDeployment deployment(Map<String, Object> given, int number) {
        String name = given.containsKey("name") ? given.get("name").toString() : "deployment_" + number;
        String place = shown + ": deployment '" + name + "'";
        known(given, DEPLOYMENT_KEYS, place);
        List<RunwayModule> modules = new ArrayList<>();
        list(given.get("modules"), place + ", 'modules'").forEach(each -> addModule(modules, given, each, place));
        Object regions = given.containsKey("parallel_regions") ? given.get("parallel_regions") : given.get("regions");
        List<String> codes = regions(regions, place + ", 'regions'");
        if (codes.isEmpty()) {
            throw YamlFile.invalid(place + " has no regions");
        }
        return new RunwayDeployment(name, codes, modules, given.get("assume_role") != null);
    }

    /** Codes; what only Runway can resolve stays a lookup. */
    private List<String> regions(Object given, String place) {
        Object regions = looked(given);
        if (regions instanceof Map<?, ?> parallel) {
            regions = looked(YamlFile.named(parallel).get("parallel"));
        }
        List<String> codes = new ArrayList<>();
        for (Object each : regions instanceof String ? List.of(regions) : list(regions, place)) {
            codes.add(String.valueOf(looked(each)));
        }
        return codes;
    }

    /** A value, what a lookup in its place stands for, or the lookup itself when only Runway knows. */
    private Object looked(Object value) {
        return value instanceof String text ? lookups.value(text).orElse(text) : value;
    }

    private void addModule(List<RunwayModule> modules, Map<String, Object> deployment, Object given, String place) {
        Map<String, Object> module =
                given instanceof String path ? Map.of("path", path) : map(given, place + ", a module");
        known(module, MODULE_KEYS, place + ", a module");
        if (module.containsKey("parallel")) {
            list(module.get("parallel"), place + ", 'parallel'")
                    .forEach(each -> addModule(modules, deployment, each, place));
            return;
        }
        String written = String.valueOf(module.getOrDefault("path", ""));
        String path = lookups.resolve(written).orElse("");
        boolean local = !path.isEmpty() && !path.contains("::");
        Set<String> tags = new LinkedHashSet<>();
        list(module.get("tags"), place + ", 'tags'").forEach(tag -> tags.add(tag.toString()));
        modules.add(new RunwayModule(
                String.valueOf(module.getOrDefault("name", written)),
                path,
                local ? Optional.of(directory.resolve(path).normalize()) : Optional.empty(),
                tags,
                String.valueOf(module.getOrDefault("type", "")),
                both(deployment.get("environments"), module.get("environments")),
                both(deployment.get("parameters"), module.get("parameters"))));
    }

    /** Two mappings over each other; a lookup in place of a mapping, known to Runway alone, counts as nothing. */
    private Map<String, Object> both(Object lower, Object upper) {
        Map<String, Object> both = new LinkedHashMap<>();
        if (looked(lower) instanceof Map<?, ?> map) {
            both.putAll(YamlFile.named(map));
        }
        if (looked(upper) instanceof Map<?, ?> map) {
            both.putAll(YamlFile.named(map));
        }
        return both;
    }

    private static void known(Map<String, Object> given, Set<String> keys, String place) {
        for (String name : given.keySet()) {
            if (!keys.contains(name)) {
                throw YamlFile.invalid(place + " has " + shown(name) + ", which Runway does not know; it knows "
                        + String.join(", ", keys.stream().sorted().toList()));
            }
        }
    }

    /** A name that somebody may have misspelt; anything else is not shown, as the file may be another than it should be. */
    private static String shown(String name) {
        return name.matches("[A-Za-z][A-Za-z_-]{0,30}") ? "'" + name + "'" : "a name";
    }

    private static Map<String, Object> map(Object value, String place) {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw YamlFile.invalid(place + " is " + YamlFile.kind(value) + " and should be a mapping");
        }
        return YamlFile.named(map);
    }

    private static List<?> list(Object value, String place) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw YamlFile.invalid(place + " is " + YamlFile.kind(value) + " and should be a list");
        }
        return list;
    }
}
