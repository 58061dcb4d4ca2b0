package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.packer.Component.Sort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes a JSON template apart. */
final class JsonOutline {
    /** They say something of the template and nothing of the image; all that begins with '_' is a comment to packer. */
    private static final Set<String> ASIDE =
            Set.of("description", "min_packer_version", "variables", "sensitive-variables");

    private static final Set<String> COMPONENTS =
            Set.of("builders", "provisioners", "post-processors", "error-cleanup-provisioner");

    private final PackerTemplate template;
    private final TemplateFile file;
    private final VariableValues values;
    private final Path directory;
    private final Selection selection;
    private final Map<String, Component> builders = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<Component> others = new ArrayList<>();

    private JsonOutline(
            PackerTemplate template, TemplateFile file, VariableValues values, Path directory, Selection selection) {
        this.template = template;
        this.file = file;
        this.values = values;
        this.directory = directory;
        this.selection = selection;
    }

    static Outline of(
            PackerTemplate template, TemplateFile file, VariableValues values, Path directory, Selection selection) {
        JsonOutline outline = new JsonOutline(template, file, values, directory, selection);
        JsonNode root = JsonTemplate.parse(file);
        Json.list(root.path("builders")).forEach(outline::builder);
        outline.numbered(root.path("provisioners"), Sort.PROVISIONER, "provisioner ");
        outline.numbered(root.path("error-cleanup-provisioner"), Sort.PROVISIONER, "error-cleanup-provisioner ");
        outline.postProcessors(root.path("post-processors"));
        List<Setting> rest = settings(root).stream()
                .filter(setting -> !ASIDE.contains(setting.path())
                        && !COMPONENTS.contains(setting.path())
                        && !setting.path().startsWith("_"))
                .toList();
        return new Outline(
                template, List.of(file), values, outline.builders, outline.others, rest, Map.of(), true, Map.of());
    }

    private void builder(JsonNode builder) {
        String type = builder.path("type").asText("");
        String name = Unresolved.text(JsonExpression.evaluate(
                JsonNodeFactory.instance.textNode(builder.path("name").asText(type)), call -> called(call, "")));
        if (selection.takes(name)) {
            types.put(name, type);
            builders.put(name, component(Sort.BUILDER, "builder " + name, builder, List.of(name)));
        }
    }

    private void numbered(JsonNode list, Sort sort, String word) {
        int number = 0;
        for (JsonNode one : Json.list(list)) {
            number++;
            List<String> where = where(one);
            if (!where.isEmpty()) {
                String type = one.path("type").asText("");
                others.add(component(sort, word + number + " (" + type + ")", one, where));
            }
        }
    }

    private void postProcessors(JsonNode chains) {
        int number = 0;
        for (JsonNode chain : Json.list(chains)) {
            for (JsonNode one : Json.list(chain)) {
                number++;
                JsonNode whole =
                        one.isTextual() ? JsonNodeFactory.instance.objectNode().put("type", one.asText()) : one;
                String type = whole.path("type").asText("");
                List<String> where = where(whole);
                if (!where.isEmpty() && selection.spares(whole.path("name").asText(type))) {
                    others.add(component(
                            Sort.POST_PROCESSOR, "post-processor " + number + " (" + type + ")", whole, where));
                }
            }
        }
    }

    private List<String> where(JsonNode component) {
        return Selection.working(builders.keySet(), texts(component.path("only")), texts(component.path("except")));
    }

    private static List<String> texts(JsonNode list) {
        return Json.list(list).stream().map(JsonNode::asText).toList();
    }

    private Component component(Sort sort, String name, JsonNode node, Collection<String> where) {
        ObjectNode own = node.isObject() ? ((ObjectNode) node).deepCopy() : JsonNodeFactory.instance.objectNode();
        own.remove(List.of("only", "except"));
        if (own.path("override").isObject()) {
            ((ObjectNode) own.path("override")).retain(where);
        }
        Set<ObjectNode> bodies = new LinkedHashSet<>();
        where.forEach(build -> bodies.add((ObjectNode) JsonExpression.evaluate(own, call -> called(call, build))));
        return new Component(sort, name, own.path("type").asText(""), file, settings(own), List.copyOf(bodies));
    }

    private Optional<String> called(String call, String build) {
        if (call.startsWith("user ")) {
            return values.get(call.substring(5))
                    .filter(value -> value.changing().isEmpty())
                    .map(VariableValue::text);
        }
        return switch (call) {
            case "build_name" -> Optional.of(build);
            case "build_type" -> Optional.ofNullable(types.get(build));
            default -> Places.of(call, template, directory);
        };
    }

    private static List<Setting> settings(JsonNode node) {
        return node.properties().stream()
                .map(member -> setting(member.getKey(), member.getValue()))
                .toList();
    }

    private static Setting setting(String name, JsonNode value) {
        Set<String> variables = new TreeSet<>();
        collect(value, variables);
        String source = value.isTextual() ? value.asText() : sorted(value).toString();
        return new Setting(name, source, value.isValueNode(), variables, Set.of());
    }

    private static void collect(JsonNode value, Set<String> variables) {
        if (value.isTextual()) {
            variables.addAll(JsonExpression.variables(value.asText()));
        }
        value.properties().forEach(member -> variables.addAll(JsonExpression.variables(member.getKey())));
        value.forEach(member -> collect(member, variables));
    }

    /** The same value with the members of its objects in one order; that of arrays means something. */
    static JsonNode sorted(JsonNode value) {
        if (value.isArray()) {
            var list = JsonNodeFactory.instance.arrayNode();
            value.forEach(member -> list.add(sorted(member)));
            return list;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Map<String, JsonNode> members = new TreeMap<>();
        value.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
        members.forEach(object::set);
        return object;
    }
}
