package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a request takes of a runway.yml.
 *
 * @param directory the directory of runway.yml
 * @param environment Runway's deploy environment
 * @param tags the tags to give Runway
 * @param deployments what is taken, in order
 */
public record RunwaySelection(
        Path directory, String environment, Set<String> tags, List<RunwayDeployment> deployments, Lookups lookups) {
    public RunwaySelection {
        tags = Set.copyOf(tags);
        deployments = List.copyOf(deployments);
    }

    /** Modules that are not CloudFormation's: they are passed through, and their outcome is Runway's exit code alone. */
    public List<String> unread() {
        return deployments.stream()
                .flatMap(each -> each.modules().stream())
                .filter(module -> !module.isCloudFormation())
                .map(RunwayModule::name)
                .toList();
    }

    /** The regions it goes to, as runway.yml has them: one that only Runway can resolve stays a lookup. */
    public Set<String> regions() {
        return deployments.stream()
                .flatMap(each -> each.regions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The modules that are taken, by their names. */
    public List<String> modules() {
        return deployments.stream()
                .flatMap(each -> each.modules().stream())
                .map(RunwayModule::name)
                .distinct()
                .toList();
    }

    /** The directories whose files decide what is deployed. */
    List<Path> moduleDirectories() {
        return deployments.stream()
                .flatMap(each -> each.modules().stream())
                .flatMap(module -> module.directory().stream())
                .toList();
    }

    /**
     * The whole names of the stacks, namespace included, by region and CFNgin's own name, such as {@code us-west-2/vpc}; stacks
     * whose namespace holds a lookup that only Runway can resolve are missing.
     */
    public Map<String, String> stackNames() {
        Map<String, String> names = new LinkedHashMap<>();
        each("", (region, config, lookups) -> {
            Optional<String> namespace = text(config, "namespace", lookups);
            if (namespace.isPresent() && config.get("stacks") instanceof Map<?, ?> stacks) {
                YamlFile.named(stacks)
                        .forEach((name, stack) -> names.put(
                                region + "/" + name,
                                namespace.get() + "-" + ownName(stack).orElse(name)));
            }
        });
        return names;
    }

    private static Optional<String> ownName(Object stack) {
        return stack instanceof Map<?, ?> map && map.get("stack_name") instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }

    /** Where CFNgin keeps its locks, each with an empty code; what cannot be resolved here is missing. */
    public List<GraphLock> locks() {
        return locks("");
    }

    /** The same of one module, named as in {@link RunwayFacts#unfinished}; of all for an empty name. */
    List<GraphLock> locks(String place) {
        List<GraphLock> locks = new ArrayList<>();
        each(place, (region, config, lookups) -> {
            Optional<String> namespace = text(config, "namespace", lookups);
            Optional<String> bucket = text(config, "cfngin_bucket", lookups);
            Optional<String> graph = text(config, "persistent_graph_key", lookups);
            if (namespace.isPresent() && bucket.isPresent() && graph.isPresent()) {
                String name = graph.get().endsWith(".json") ? graph.get() : graph.get() + ".json";
                String key = "persistent_graphs/" + namespace.get() + "/" + name;
                String home = text(config, "cfngin_bucket_region", lookups).orElse(region);
                locks.add(new GraphLock(home, bucket.get(), key, ""));
            }
        });
        return locks;
    }

    private static Optional<String> text(Map<String, Object> config, String name, Lookups lookups) {
        return config.get(name) instanceof String text ? lookups.resolve(text) : Optional.empty();
    }

    private interface Visitor {
        void visit(String region, Map<String, Object> config, Lookups lookups);
    }

    private void each(String place, Visitor visitor) {
        for (RunwayDeployment deployment : deployments) {
            for (String region : deployment.regions()) {
                for (RunwayModule module : deployment.modules()) {
                    String name = deployment.name() + "." + module.name() + " (" + region + ")";
                    boolean meant = place.isEmpty() || place.equals(name);
                    if (meant && module.directory().isPresent() && module.isCloudFormation()) {
                        Lookups all = lookups(module, region);
                        CfnginFiles.of(module.directory().get())
                                .forEach(file -> visitor.visit(region, YamlFile.read(file, file.toString()), all));
                    }
                }
            }
        }
    }

    private Lookups lookups(RunwayModule module, String region) {
        Map<String, String> variables = new LinkedHashMap<>(lookups.environment());
        variables.put("AWS_REGION", region);
        variables.put("AWS_DEFAULT_REGION", region);
        Map<String, Object> parameters = new LinkedHashMap<>(Map.of("environment", environment, "region", region));
        module.directory().ifPresent(path -> parameters.putAll(EnvironmentFiles.values(path, environment, region)));
        parameters.putAll(module.parameters());
        return new Lookups(variables, lookups.variables(), parameters);
    }
}
