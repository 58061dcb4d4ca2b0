package io.jenkins.plugins.amibakery.engine.attest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON that somebody else may have written: a name twice, or anything after its end, is refused. */
record Node(JsonNode json, String where) {
    private static final int DEEPEST = 50;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads an object.
     *
     * @param what what it should be, for messages: {@code a DSSE envelope}
     * @throws IllegalArgumentException with one line, in which nothing of the text stands, when it is none
     */
    static Node read(String text, String what) {
        Limits.text(what, text, 1 << 20);
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not " + what + ": it is not valid JSON.", e);
        }
        if (!root.isObject()) {
            throw new IllegalArgumentException("Not " + what + ": it is not a JSON object.");
        }
        return new Node(root, "");
    }

    /** Whether a text is one. */
    static boolean isObject(String text) {
        try {
            read(text, "JSON");
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @throws IllegalStateException never, for maps, lists, texts, numbers and truth values */
    static String written(Map<String, Object> tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps, lists and texts are JSON", e);
        }
    }

    String text(String name) {
        JsonNode member = json.path(name);
        if (!member.isTextual()) {
            throw new IllegalArgumentException("'" + where + name + "' must be a text.");
        }
        return member.asText();
    }

    Node of(String name) {
        JsonNode member = json.path(name);
        if (!member.isObject()) {
            throw new IllegalArgumentException("'" + where + name + "' must be an object.");
        }
        return new Node(member, where + name + ".");
    }

    /** The objects of a list. */
    List<Node> all(String name) {
        JsonNode member = json.path(name);
        if (!member.isArray()) {
            throw new IllegalArgumentException("'" + where + name + "' must be a list.");
        }
        List<Node> nodes = new ArrayList<>();
        for (JsonNode one : member) {
            if (!one.isObject()) {
                throw new IllegalArgumentException("'" + where + name + "' must be a list of objects.");
            }
            nodes.add(new Node(one, where + name + "[]."));
        }
        return nodes;
    }

    /** All of it in maps, lists, texts, numbers and truth values. */
    Map<String, Object> tree() {
        return MAPPER.convertValue(
                json,
                MAPPER.getTypeFactory().constructMapType(java.util.LinkedHashMap.class, String.class, Object.class));
    }
}
