package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.amibakery.engine.model.Unparsed;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON that others wrote. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Parses a whole document.
     *
     * @return never null; a missing node for an empty document
     */
    public static JsonNode parse(byte[] bytes) throws JsonProcessingException {
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            return tree == null ? MAPPER.missingNode() : tree;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Where, and that it is not JSON: {@code FILE:LINE:COLUMN: this is not valid JSON}. Never what stands there. */
    public static String complaint(String file, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return Unparsed.line(
                file,
                at == null ? 0 : at.getLineNr(),
                at == null ? 0 : at.getColumnNr(),
                e instanceof JsonEOFException ? "its JSON ends too early" : "this is not valid JSON");
    }

    /** The members of an array, or the one node that stands for an array of one; none of a missing or null node. */
    static List<JsonNode> list(JsonNode node) {
        List<JsonNode> members = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(members::add);
        } else if (!node.isMissingNode() && !node.isNull()) {
            members.add(node);
        }
        return members;
    }
}
