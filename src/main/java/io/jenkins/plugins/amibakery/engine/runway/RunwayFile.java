package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A runway.yml that could be read, and the questions whether a request fits it. Reads files; starts nothing. */
public final class RunwayFile {
    private final Path directory;
    private final String shown;
    private final List<RunwayDeployment> deployments;
    private final Lookups lookups;

    RunwayFile(Path directory, String shown, List<RunwayDeployment> deployments, Lookups lookups) {
        this.directory = directory;
        this.shown = shown;
        this.deployments = List.copyOf(deployments);
        this.lookups = lookups;
    }

    /**
     * Reads the runway.yml of a request's directory.
     *
     * @param surroundings the variables Runway inherits, beside those of the request
     * @throws DeployFailedException with file, line and column, or what is wrong and what would be right
     */
    public static RunwayFile read(DeployRequest request, Map<String, String> surroundings) {
        Map<String, String> environment = new LinkedHashMap<>(surroundings);
        environment.putAll(RunwayCommands.environment(request));
        return RunwayReader.read(request.path(), environment);
    }

    /**
     * Checks that a request fits, and what it takes.
     *
     * @throws DeployFailedException when Runway would refuse it, or pass over everything without a word
     */
    public RunwaySelection check(DeployRequest request) {
        Set<String> tags = ModuleTags.choose(deployments, request, shown);
        List<RunwayDeployment> taken = taken(tags);
        checkPaths(taken);
        checkEnvironment(taken, request.environment());
        request.wantedRegion().ifPresent(region -> checkRegion(taken, region.code()));
        MissingVariables.check(directory, shown, taken, request, lookups);
        return new RunwaySelection(directory, request.environment(), tags, taken, lookups);
    }

    /** The variables that what a request takes looks up, but for those that the request itself gives to Runway. */
    public Set<String> variables(DeployRequest request) {
        Set<String> names =
                MissingVariables.named(directory, taken(ModuleTags.choose(deployments, request, shown)), request);
        names.removeAll(RunwayCommands.environment(request).keySet());
        return names;
    }

    private List<RunwayDeployment> taken(Set<String> tags) {
        List<RunwayDeployment> taken = new ArrayList<>();
        for (RunwayDeployment deployment : deployments) {
            List<RunwayModule> modules = deployment.modules().stream()
                    .filter(module -> module.tags().containsAll(tags))
                    .toList();
            if (!modules.isEmpty()) {
                taken.add(new RunwayDeployment(
                        deployment.name(), deployment.regions(), modules, deployment.assumesRole()));
            }
        }
        return taken;
    }

    private void checkPaths(List<RunwayDeployment> taken) {
        for (RunwayDeployment deployment : taken) {
            for (RunwayModule module : deployment.modules()) {
                if (module.directory().isPresent()
                        && !Files.isDirectory(module.directory().get())) {
                    throw new DeployFailedException(
                            DeployFailureCause.MODULE_UNKNOWN,
                            shown + ": the module '" + module.path() + "' of deployment '" + deployment.name()
                                    + "' is not there: no directory '"
                                    + module.directory().get() + "'");
                }
            }
        }
    }

    /** Runway takes any word for an environment and passes over, with success, what it finds nothing for. */
    private void checkEnvironment(List<RunwayDeployment> taken, String environment) {
        Set<String> known = new TreeSet<>();
        for (RunwayDeployment deployment : taken) {
            for (RunwayModule module : deployment.modules()) {
                known.addAll(module.environments().keySet());
                known.addAll(EnvironmentFiles.environments(module, deployment.regions()));
            }
        }
        if (!known.isEmpty() && !known.contains(environment)) {
            throw new DeployFailedException(
                    DeployFailureCause.ENVIRONMENT_UNKNOWN,
                    shown + " has no environment '" + environment + "'; it has " + String.join(", ", known));
        }
    }

    private void checkRegion(List<RunwayDeployment> taken, String region) {
        for (RunwayDeployment deployment : taken) {
            Optional<String> lookup = deployment.regions().stream()
                    .filter(code -> code.contains("${"))
                    .findFirst();
            if (lookup.isPresent()) {
                throw new DeployFailedException(
                        DeployFailureCause.REGION_NOT_ALLOWED,
                        shown + ": deployment '" + deployment.name() + "' takes its regions from '" + lookup.get()
                                + "', which only Runway can resolve, and so cannot be held to " + region
                                + "; write regions: ['${env AWS_REGION}'] to choose when deploying");
            }
            if (!deployment.regions().contains(region)) {
                throw new DeployFailedException(
                        DeployFailureCause.REGION_NOT_ALLOWED,
                        shown + ": deployment '" + deployment.name() + "' is not for " + region + " but for "
                                + String.join(", ", deployment.regions()));
            }
            if (deployment.regions().size() > 1) {
                throw new DeployFailedException(
                        DeployFailureCause.REGION_NOT_ALLOWED,
                        shown + ": deployment '" + deployment.name() + "' goes to "
                                + String.join(", ", deployment.regions())
                                + " at once, and Runway cannot be held to " + region
                                + " alone; write regions: ['${env AWS_REGION}'] to choose when deploying");
            }
        }
    }

    /** Every tag, for messages and forms. */
    public Set<String> tags() {
        return deployments.stream()
                .flatMap(deployment -> deployment.modules().stream())
                .flatMap(module -> module.tags().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
