package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What references in HCL stand for: variables, locals, directories, and the source a component works for. */
final class HclReferences {
    private final VariableValues values;
    private final Function<String, Optional<String>> places;
    private final Map<String, String> locals = new HashMap<>();
    private final Set<String> beingEvaluated = new HashSet<>();

    /** @param places value of {@code path.root} and {@code path.cwd} */
    HclReferences(VariableValues values, Function<String, Optional<String>> places) {
        this.values = values;
        this.places = places;
    }

    /** Tells of a local. */
    void local(String name, String source) {
        locals.put(name, source);
    }

    /**
     * The values for the components of one build.
     *
     * @param build a source's type and name with a dot between; empty where no source can be named
     */
    Function<String, Optional<JsonNode>> in(String build) {
        return reference -> value(reference, build);
    }

    private Optional<JsonNode> value(String reference, String build) {
        String[] words = reference.split("\\.", 3);
        if (words.length < 2) {
            return Optional.empty();
        }
        Optional<JsonNode> whole = switch (words[0]) {
            case "var" -> variable(words[1], build);
            case "local" -> valueOfLocal(words[1], build);
            case "path" -> places.apply("path." + words[1]).map(TextNode::valueOf);
            case "source" -> source(words[1], build);
            default -> Optional.empty();
        };
        return words.length < 3 ? whole : whole.flatMap(value -> member(value, words[2]));
    }

    private static Optional<JsonNode> member(JsonNode value, String path) {
        JsonNode member = value;
        for (String name : path.split("\\.")) {
            member = member.path(name);
        }
        return Optional.of(member).filter(found -> !found.isMissingNode());
    }

    private Optional<JsonNode> variable(String name, String build) {
        return values.get(name).filter(value -> value.changing().isEmpty()).map(value -> {
            if (value.isNull()) {
                return NullNode.getInstance();
            }
            String text = value.text().strip();
            boolean structured = text.startsWith("[") || text.startsWith("{");
            return structured ? HclExpression.evaluate(text, in(build)) : TextNode.valueOf(value.text());
        });
    }

    private Optional<JsonNode> valueOfLocal(String name, String build) {
        String source = locals.get(name);
        if (source == null || !beingEvaluated.add(name)) {
            return Optional.empty();
        }
        try {
            JsonNode value = HclExpression.evaluate(source, in(build));
            return Unresolved.is(value) ? Optional.empty() : Optional.of(value);
        } finally {
            beingEvaluated.remove(name);
        }
    }

    private static Optional<JsonNode> source(String what, String build) {
        int dot = build.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        return switch (what) {
            case "type" -> Optional.of(TextNode.valueOf(build.substring(0, dot)));
            case "name" -> Optional.of(TextNode.valueOf(build.substring(dot + 1)));
            default -> Optional.empty();
        };
    }
}
