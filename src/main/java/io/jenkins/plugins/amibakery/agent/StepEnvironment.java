package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a program that a build step starts will see: the agent's own variables and, over them, the step's.
 *
 * <p>Identities do not mix: when the step brings an AWS identity of its own, such as keys from {@code withCredentials}, every
 * variable by which the agent's surroundings would lead elsewhere is set to nothing, which packer and AWS's tools take as unset.
 *
 * @param all every variable, for our own calls
 * @param cleared the variables that have to be set to nothing for packer
 * @param identityGiven whether the step brings an AWS identity
 */
public record StepEnvironment(HashMap<String, String> all, TreeMap<String, String> cleared, boolean identityGiven) {
    private static final Set<String> IDENTITY = AwsAccess.ofEnvironment(Map.of())
            .withProfile("any")
            .identityVariables()
            .keySet();

    /**
     * Lays a step's environment over its agent's.
     *
     * @param agent what processes of the agent inherit
     * @param step what Jenkins says of the step; may repeat what the agent has
     */
    public static StepEnvironment of(Map<String, String> agent, Map<String, String> step) {
        HashMap<String, String> all = new HashMap<>(agent);
        all.putAll(step);
        boolean given = IDENTITY.stream().anyMatch(name -> isGiven(name, agent, step));
        TreeMap<String, String> cleared = new TreeMap<>();
        if (given) {
            IDENTITY.stream()
                    .filter(name -> all.containsKey(name) && !isGiven(name, agent, step))
                    .forEach(name -> cleared.put(name, ""));
            all.putAll(cleared);
        }
        return new StepEnvironment(all, cleared, given);
    }

    private static boolean isGiven(String name, Map<String, String> agent, Map<String, String> step) {
        String value = step.get(name);
        return value != null && !value.isBlank() && !value.equals(agent.get(name));
    }

    /** Shows names alone: values may be secret. */
    @Override
    public String toString() {
        return all.keySet().toString();
    }
}
