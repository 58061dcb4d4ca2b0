package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.StackChange;
import io.jenkins.plugins.amibakery.engine.model.StackChange.Effect;
import io.jenkins.plugins.amibakery.engine.model.StackChange.Parameter;
import io.jenkins.plugins.amibakery.engine.model.StackChange.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a stack's part of a plan: the parameters as a diff, then CloudFormation's change set as YAML. Line by line, as a long plan is cut
 * anywhere; what is not understood is left out.
 */
final class PlannedChange {
    private static final int MOST = 500;
    private static final Pattern PARAMETER = Pattern.compile("([-+])([A-Za-z0-9]+) = (.*)");
    private static final Pattern PROPERTY =
            Pattern.compile(" {4}(Action|LogicalResourceId|Replacement|ResourceType): '?([^']*)'?");

    private final Map<String, String> before = new LinkedHashMap<>();
    private final Map<String, String> after = new LinkedHashMap<>();
    private final List<Map<String, String>> resources = new ArrayList<>();

    private PlannedChange() {}

    static StackChange of(RunwayEvent.Planned planned) {
        PlannedChange read = new PlannedChange();
        planned.text().lines().forEach(read::line);
        return new StackChange(
                planned.at().region(),
                planned.fullName(),
                !planned.text().strip().equals("no changes"),
                read.resources(),
                read.parameters());
    }

    private void line(String line) {
        Matcher found = PARAMETER.matcher(line);
        if (found.matches()) {
            (found.group(1).equals("-") ? before : after).put(found.group(2), Limits.cut(found.group(3), Limits.TEXT));
        } else if (line.equals("- ResourceChange:")) {
            resources.add(new LinkedHashMap<>());
        } else if (!resources.isEmpty() && (found = PROPERTY.matcher(line)).matches()) {
            resources.get(resources.size() - 1).put(found.group(1), Limits.cut(found.group(2), Limits.PATH));
        }
    }

    private List<Resource> resources() {
        return resources.stream()
                .filter(resource -> resource.containsKey("LogicalResourceId"))
                .limit(MOST)
                .map(resource -> new Resource(
                        resource.get("LogicalResourceId"), resource.getOrDefault("ResourceType", ""), effect(resource)))
                .toList();
    }

    private static Effect effect(Map<String, String> resource) {
        return switch (resource.getOrDefault("Action", "")) {
            case "Add", "Import" -> Effect.ADDED;
            case "Remove" -> Effect.REMOVED;
            case "Modify" ->
                switch (resource.getOrDefault("Replacement", "")) {
                    case "True" -> Effect.REPLACED;
                    case "Conditional" -> Effect.MAYBE_REPLACED;
                    default -> Effect.MODIFIED;
                };
            default -> Effect.MAYBE_REPLACED;
        };
    }

    private List<Parameter> parameters() {
        Map<String, String> names = new LinkedHashMap<>(before);
        names.putAll(after);
        return names.keySet().stream()
                .filter(name -> !plain(before.get(name)).equals(plain(after.get(name))))
                .limit(MOST)
                .map(name -> new Parameter(name, before.getOrDefault(name, ""), after.getOrDefault(name, "")))
                .toList();
    }

    /** Runway compares a list as Python writes it with the same list as CloudFormation does. */
    private static String plain(String value) {
        return value == null ? "" : value.replaceAll("[\\[\\]' ]", "");
    }
}
