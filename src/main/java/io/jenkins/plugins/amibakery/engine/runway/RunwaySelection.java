package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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

    /** What a run of it works on, as far as it can be resolved here. */
    public DeployScope scope() {
        List<String> modules = modules(module -> true);
        return new DeployScope(
                directory.toString(),
                modules.stream().distinct().toList(),
                stackNames(),
                graphs(),
                modules(module -> !module.isCloudFormation()));
    }

    /** The regions it goes to, as runway.yml has them: one that only Runway can resolve stays a lookup. */
    public Set<String> regions() {
        return deployments.stream()
                .flatMap(each -> each.regions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether Runway works anywhere with a role that runway.yml names: it may see what its caller does not. */
    public boolean assumesRole() {
        return deployments.stream().anyMatch(RunwayDeployment::assumesRole);
    }

    private List<String> modules(Predicate<RunwayModule> wanted) {
        return deployments.stream()
                .flatMap(each -> each.modules().stream())
                .filter(wanted)
                .map(RunwayModule::name)
                .toList();
    }

    /** The directories whose files decide what is deployed. */
    List<Path> moduleDirectories() {
        return deployments.stream()
                .flatMap(each -> each.modules().stream())
                .flatMap(module -> module.directory().stream())
                .toList();
    }

    /** Modules whose files are not here, each as {@code runway.yml WHAT}. */
    List<String> fetchedModules() {
        return deployments.stream()
                .flatMap(each -> each.modules().stream())
                .filter(module -> module.directory().isEmpty())
                .map(module -> "runway.yml " + (module.path().isEmpty() ? module.name() : module.path()))
                .distinct()
                .toList();
    }

    /** Two stacks of one name in one region have no whole name here: which of them Runway speaks of is not known. */
    private Map<String, String> stackNames() {
        Map<String, String> names = new LinkedHashMap<>();
        each((place, region, config) -> config.stackNames()
                .forEach((name, whole) ->
                        names.merge(region + "/" + name, whole, (one, other) -> one.equals(other) ? one : "")));
        return names;
    }

    private Map<String, List<GraphLock>> graphs() {
        Map<String, List<GraphLock>> graphs = new LinkedHashMap<>();
        each((place, region, config) -> config.lock()
                .ifPresent(lock ->
                        graphs.computeIfAbsent(place, any -> new ArrayList<>()).add(lock)));
        return graphs;
    }

    private interface Visitor {
        void visit(String place, String region, CfnginConfig config);
    }

    private void each(Visitor visitor) {
        for (RunwayDeployment deployment : deployments) {
            for (String region : deployment.regions()) {
                for (RunwayModule module : deployment.modules()) {
                    String place = deployment.name() + "." + module.name() + " (" + region + ")";
                    if (module.directory().isPresent() && module.isCloudFormation()) {
                        Lookups all = lookups(module, region);
                        CfnginFiles.of(module.directory().get())
                                .forEach(file -> visitor.visit(
                                        place,
                                        region,
                                        new CfnginConfig(YamlFile.read(file, file.toString()), all, region)));
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
