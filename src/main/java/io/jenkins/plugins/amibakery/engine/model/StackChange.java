package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a plan changes in one stack.
 *
 * @param region the region's code; empty when Runway did not say
 * @param name the stack's whole name, namespace included
 * @param changes whether anything changes
 * @param resources the resources that change, as far as the plan names them
 * @param parameters the parameters that change, as far as the plan names them
 */
public record StackChange(
        String region, String name, boolean changes, List<Resource> resources, List<Parameter> parameters)
        implements Serializable {
    /** CloudFormation takes no more resources in a stack; parameters are fewer. */
    private static final int MOST = 500;

    /** What happens to a resource. */
    public enum Effect {
        ADDED("added"),
        MODIFIED("modified"),
        /** CloudFormation makes another and removes this one. */
        REPLACED("replaced"),
        /** Whether it is replaced is known only when it is done. */
        MAYBE_REPLACED("modified and perhaps replaced"),
        REMOVED("removed");

        private final String word;

        Effect(String word) {
            this.word = word;
        }
    }

    /**
     * A resource that changes.
     *
     * @param id its name in the template
     * @param type such as {@code AWS::EC2::LaunchTemplate}; empty when the plan does not say
     */
    public record Resource(String id, String type, Effect effect) implements Serializable {
        public Resource {
            Limits.text("the name of a resource", id, Limits.PATH);
            Limits.text("the type of a resource", type, Limits.PATH);
        }
    }

    /**
     * A parameter that changes.
     *
     * @param before empty when it is new
     * @param after empty when it is gone
     */
    public record Parameter(String name, String before, String after) implements Serializable {
        public Parameter {
            Limits.text("the name of a parameter", name, Limits.PATH);
            Limits.text("the value of a parameter", before, Limits.TEXT);
            Limits.text("the value of a parameter", after, Limits.TEXT);
        }

        /** Such as {@code ImageId ami-1 → ami-2}. */
        public String line() {
            return name + " " + (before.isEmpty() ? "(new)" : before) + " → " + (after.isEmpty() ? "(none)" : after);
        }
    }

    /** @throws IllegalArgumentException with one line when it has more than a stack can */
    public StackChange {
        Limits.text("the region of a stack", region, Limits.PATH);
        Limits.text("the name of a stack", name, Limits.PATH);
        Limits.things("the resources of a stack", resources, Resource.class, MOST);
        Limits.things("the parameters of a stack", parameters, Parameter.class, MOST);
        resources = List.copyOf(resources);
        parameters = List.copyOf(parameters);
    }

    /** For a person, such as {@code 2 resources modified: LaunchTemplate, AutoScalingGroup; ImageId ami-1 → ami-2}. */
    public String summary() {
        if (!changes) {
            return "no changes";
        }
        Map<Effect, List<String>> byEffect = new LinkedHashMap<>();
        resources.forEach(resource -> byEffect.computeIfAbsent(resource.effect(), effect -> new ArrayList<>())
                .add(resource.id()));
        List<String> parts = new ArrayList<>();
        byEffect.forEach((effect, ids) -> parts.add(ids.size() + (ids.size() == 1 ? " resource " : " resources ")
                + effect.word + ": " + String.join(", ", ids)));
        parameters.forEach(parameter -> parts.add(parameter.line()));
        return parts.isEmpty() ? "changes, see the plan" : String.join("; ", parts);
    }

    /** For a person: {@code img-mgr-prod-asg (us-west-2)}. */
    public String place() {
        return region.isEmpty() ? name : name + " (" + region + ")";
    }

    /** The same without secrets. */
    public StackChange masked(UnaryOperator<String> mask) {
        return new StackChange(
                region,
                name,
                changes,
                resources,
                parameters.stream()
                        .map(parameter -> new Parameter(
                                parameter.name, mask.apply(parameter.before), mask.apply(parameter.after)))
                        .toList());
    }

    /** As a report's tree has it. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("region", region);
        tree.put("name", name);
        tree.put("changes", changes);
        tree.put("summary", summary());
        tree.put("resources", Trees.list(resources, StackChange::tree));
        tree.put("parameters", Trees.list(parameters, StackChange::tree));
        return tree;
    }

    private static Map<String, Object> tree(Resource resource) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", resource.id);
        tree.put("type", resource.type);
        tree.put("effect", Trees.word(resource.effect));
        return tree;
    }

    private static Map<String, Object> tree(Parameter parameter) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", parameter.name);
        tree.put("before", parameter.before);
        tree.put("after", parameter.after);
        return tree;
    }
}
