package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads templates in packer's older JSON language. Keys that packer does not know, such as comments, are ignored. */
final class JsonTemplate {
    private JsonTemplate() {}

    /** @throws BakeFailedException {@link FailureCause#TEMPLATE_ERROR} when it is not JSON, or no template at all */
    static PackerTemplate read(Path path, TemplateFile file) {
        JsonNode root = parse(file);
        if (!root.isObject()) {
            throw error(
                    file.name() + ":1:1: a template is a JSON object with 'builders' in it, this is "
                            + (root.isMissingNode() ? "empty" : "none"),
                    null);
        }
        List<JsonNode> builders = Json.list(root.path("builders"));
        return new PackerTemplate(
                path,
                false,
                variables(root),
                true,
                builds(builders),
                outputs(root, "manifest", "output", PackerTemplate.DEFAULT_MANIFEST),
                outputs(root, "provenance", "output_dir", PackerTemplate.DEFAULT_PROVENANCE),
                false,
                redirected(builders));
    }

    /** Parses JSON of a template, whichever language it is in. */
    static JsonNode parse(TemplateFile file) {
        try {
            return Json.parse(file.bytes());
        } catch (JsonProcessingException e) {
            throw error(Json.complaint(file.name(), e), null);
        }
    }

    private static BakeFailedException error(String detail, Exception cause) {
        return new BakeFailedException(Failure.of(FailureCause.TEMPLATE_ERROR, detail), cause);
    }

    private static Map<String, TemplateVariable> variables(JsonNode root) {
        Set<String> sensitive = new HashSet<>();
        Json.list(root.path("sensitive-variables")).forEach(name -> sensitive.add(name.asText()));
        Map<String, TemplateVariable> variables = new LinkedHashMap<>();
        root.path("variables")
                .properties()
                .forEach(entry -> variables.put(
                        entry.getKey(),
                        variable(entry.getKey(), entry.getValue(), sensitive.contains(entry.getKey()))));
        return variables;
    }

    /** A default of null is packer's way to demand a value. */
    private static TemplateVariable variable(String name, JsonNode value, boolean sensitive) {
        Optional<String> text = value.isNull()
                ? Optional.empty()
                : Optional.of(value.isContainerNode() ? value.toString() : value.asText());
        return new TemplateVariable(name, text, value.isNull(), sensitive);
    }

    private static List<TemplateBuild> builds(List<JsonNode> builders) {
        List<TemplateBuild> builds = new ArrayList<>();
        for (JsonNode builder : builders) {
            String type = builder.path("type").asText("");
            List<String> copies = Json.list(builder.path("ami_regions")).stream()
                    .map(region -> region.asText(""))
                    .toList();
            builds.add(new TemplateBuild(builder.path("name").asText(type), type, copies));
        }
        return builds;
    }

    /** Post-processors are words, objects, and lists of both. */
    private static List<String> outputs(JsonNode root, String kind, String setting, String usual) {
        List<String> outputs = new ArrayList<>();
        for (JsonNode chain : Json.list(root.path("post-processors"))) {
            for (JsonNode one : Json.list(chain)) {
                String type = one.isTextual() ? one.asText() : one.path("type").asText("");
                if (type.equals(kind)) {
                    outputs.add(one.path(setting).asText(usual));
                }
            }
        }
        return outputs;
    }

    private static boolean redirected(List<JsonNode> builders) {
        return builders.stream().allMatch(JsonTemplate::isRedirected);
    }

    /** Whether a builder asks another EC2 than AWS's own, or none at all. */
    static boolean isRedirected(JsonNode builder) {
        return !builder.path("type").asText("").startsWith("amazon-")
                || !builder.path("custom_endpoint_ec2").asText("").isEmpty();
    }
}
