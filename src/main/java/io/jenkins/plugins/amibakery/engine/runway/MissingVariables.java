package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds {@code ${env NAME}} lookups whose variable Runway will not have: half a deployment would be done before it said so. */
final class MissingVariables {
    private static final Pattern ENV = Pattern.compile("\\$\\{\\s*env\\s+([A-Za-z_][A-Za-z0-9_]*)\\s*}");

    private MissingVariables() {}

    /** @throws DeployFailedException {@link DeployFailureCause#MISSING_PARAMETER} for the first */
    static void check(
            Path directory, String shown, List<RunwayDeployment> taken, DeployRequest request, Lookups lookups) {
        for (RunwayDeployment deployment : taken) {
            for (RunwayModule module : deployment.modules()) {
                check(module.parameters(), shown, lookups);
                if (module.directory().isPresent() && module.isCloudFormation() && resolvesStacks(request)) {
                    for (Path config : CfnginFiles.of(module.directory().get())) {
                        String name = directory.relativize(config).toString();
                        check(YamlFile.read(config, name).getOrDefault("stacks", Map.of()), name, lookups);
                    }
                }
            }
        }
    }

    private static boolean resolvesStacks(DeployRequest request) {
        return request.action() == DeployAction.DEPLOY || request.action() == DeployAction.PLAN;
    }

    private static void check(Object tree, String file, Lookups lookups) {
        for (String text : texts(tree, new ArrayList<>())) {
            for (Matcher found = ENV.matcher(text); found.find(); ) {
                String name = found.group(1);
                if (lookups.environment().getOrDefault(name, "").isEmpty() && !isRegion(name)) {
                    throw new DeployFailedException(
                            DeployFailureCause.MISSING_PARAMETER,
                            file + " wants " + found.group() + ", and "
                                    + (name.equals("AMI_ID") ? "no AMI is named" : "no parameter " + name));
                }
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
