package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds {@code ${env NAME}} lookups whose variable Runway will not have: half a deployment would be done before it said so. */
final class MissingVariables {
    private static final String LOOKUP = "\\$\\{\\s*env\\s+([A-Za-z_][A-Za-z0-9_]*)";
    private static final Pattern ANY = Pattern.compile(LOOKUP);
    private static final Pattern WITHOUT_DEFAULT = Pattern.compile(LOOKUP + "\\s*}");

    private MissingVariables() {}

    private interface Visitor {
        void visit(String file, String text);
    }

    /** @throws DeployFailedException {@link DeployFailureCause#MISSING_PARAMETER} for the first */
    static void check(
            Path directory, String shown, List<RunwayDeployment> taken, DeployRequest request, Lookups lookups) {
        each(directory, shown, taken, request, (file, text) -> check(text, file, lookups));
    }

    /** The variables that are looked up, be there a default or not. */
    static Set<String> named(Path directory, List<RunwayDeployment> taken, DeployRequest request) {
        Set<String> names = new TreeSet<>();
        each(
                directory,
                "",
                taken,
                request,
                (file, text) -> ANY.matcher(text).results().forEach(found -> names.add(found.group(1))));
        return names;
    }

    private static void each(
            Path directory, String shown, List<RunwayDeployment> taken, DeployRequest request, Visitor visitor) {
        for (RunwayDeployment deployment : taken) {
            for (RunwayModule module : deployment.modules()) {
                texts(module.parameters(), new ArrayList<>()).forEach(text -> visitor.visit(shown, text));
                if (module.directory().isPresent() && module.isCloudFormation() && resolvesStacks(request)) {
                    for (Path config : CfnginFiles.of(module.directory().get())) {
                        String name = directory.relativize(config).toString();
                        Object stacks = YamlFile.read(config, name).getOrDefault("stacks", Map.of());
                        texts(stacks, new ArrayList<>()).forEach(text -> visitor.visit(name, text));
                    }
                }
            }
        }
    }

    private static boolean resolvesStacks(DeployRequest request) {
        return request.action() == DeployAction.DEPLOY || request.action() == DeployAction.PLAN;
    }

    private static void check(String text, String file, Lookups lookups) {
        for (Matcher found = WITHOUT_DEFAULT.matcher(text); found.find(); ) {
            String name = found.group(1);
            if (lookups.environment().getOrDefault(name, "").isEmpty() && !isRegion(name)) {
                throw new DeployFailedException(
                        DeployFailureCause.MISSING_PARAMETER,
                        file + " wants " + found.group() + ", and "
                                + (name.equals("AMI_ID") ? "no AMI is named" : "no parameter " + name));
            }
        }
    }

    /** Runway sets these itself for each region. */
    private static boolean isRegion(String name) {
        return name.equals("AWS_REGION") || name.equals("AWS_DEFAULT_REGION");
    }

    private static List<String> texts(Object tree, List<String> texts) {
        if (tree instanceof Map<?, ?> map) {
            map.values().forEach(value -> texts(value, texts));
        } else if (tree instanceof Iterable<?> list) {
            list.forEach(value -> texts(value, texts));
        } else if (tree != null) {
            texts.add(tree.toString());
        }
        return texts;
    }
}
