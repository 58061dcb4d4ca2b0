package io.jenkins.plugins.amibakery.engine.bake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a recipe names its base AMI, as one line of JSON that can be kept and asked again; equal queries give equal lines:
 *
 * <pre>
 * {"region":"us-west-2","filters":{"name":["debian-12-amd64-*"]},"owners":["136693071363"],"mostRecent":true}
 * </pre>
 */
public final class BaseQueryJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private BaseQueryJson() {}

    public static String text(BaseImageQuery query) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("region", query.region().code());
        query.id().ifPresent(id -> root.put("id", id.value()));
        if (!query.filters().isEmpty()) {
            ObjectNode filters = root.putObject("filters");
            query.filters().forEach((name, values) -> put(filters.putArray(name), values));
        }
        if (!query.owners().isEmpty()) {
            put(root.putArray("owners"), query.owners());
        }
        putIfTrue(root, "mostRecent", query.mostRecent());
        putIfTrue(root, "includeDeprecated", query.includeDeprecated());
        return root.toString();
    }

    private static void putIfTrue(ObjectNode root, String name, boolean value) {
        if (value) {
            root.put(name, true);
        }
    }

    private static void put(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    /** Reads one; empty when it is not a valid one, such as a line that another version wrote. */
    public static Optional<BaseImageQuery> query(String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(query(MAPPER.readTree(text)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static BaseImageQuery query(JsonNode root) {
        TreeMap<String, List<String>> filters = new TreeMap<>();
        root.path("filters").properties().forEach(filter -> filters.put(filter.getKey(), texts(filter.getValue())));
        return new BaseImageQuery(
                new Region(root.path("region").asText()),
                Optional.ofNullable(root.get("id")).map(id -> new AmiId(id.asText())),
                filters,
                texts(root.path("owners")),
                root.path("mostRecent").asBoolean(),
                root.path("includeDeprecated").asBoolean());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
