package io.jenkins.plugins.amibakery.steps.bake;

import hudson.EnvVars;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Hands baked AMIs to the later steps of a freestyle build, as environment variables.
 *
 * <p>{@code AMI_ID}, {@code AMI_REGION} and {@code AMI_NAME} are of the first AMI; {@code AMI_IDS} has all of them, such as
 * {@code us-west-2:ami-0d53cc9bd365ad65b,eu-west-1:ami-0bf6cf6a57a3dae02}.
 */
final class BakedAmiVariables extends InvisibleAction implements EnvironmentContributingAction {
    private final LinkedHashMap<String, String> variables = new LinkedHashMap<>();

    /** @param amis as {@link BakeState#result} makes them; not empty */
    BakedAmiVariables(List<?> amis) {
        Map<?, ?> first = (Map<?, ?>) amis.get(0);
        variables.put("AMI_ID", text(first, "id"));
        variables.put("AMI_REGION", text(first, "region"));
        variables.put("AMI_NAME", text(first, "name"));
        variables.put(
                "AMI_IDS",
                amis.stream()
                        .map(ami -> (Map<?, ?>) ami)
                        .map(ami -> text(ami, "region") + ":" + text(ami, "id"))
                        .collect(Collectors.joining(",")));
    }

    private static String text(Map<?, ?> ami, String key) {
        return String.valueOf(ami.get(key));
    }

    @Override
    public void buildEnvironment(Run<?, ?> run, EnvVars environment) {
        environment.putAll(variables);
    }
}
