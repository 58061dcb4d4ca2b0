package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Bake keys in JSON: in the report of a bake, and read from there again to compare. Reports go through many hands, so they tell no digest
 * of a secret.
 */
final class KeyJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private KeyJson() {}

    /** The key for others. */
    static ObjectNode of(BakeKey key) {
        ObjectNode node = whole(key);
        for (JsonNode part : node.path("parts")) {
            if (part.path("kind").asText().equals("secret")) {
                ((ObjectNode) part).remove("digest");
            }
        }
        return node;
    }

    /** The key for a place that is this user's own. */
    static ObjectNode whole(BakeKey key) {
        ObjectNode node = JSON.createObjectNode();
        node.put("digest", key.digest());
        node.put("reusable", key.isReusable());
        ArrayNode parts = node.putArray("parts");
        key.parts().forEach(part -> put(parts.addObject(), part));
        ArrayNode floating = node.putArray("floating");
        key.floating()
                .forEach(one -> floating.addObject()
                        .put("file", one.file())
                        .put("line", one.line())
                        .put("text", one.text())
                        .put("why", one.why())
                        .put("settledBy", one.settling().word()));
        return node;
    }

    private static ObjectNode put(ObjectNode node, KeyPart part) {
        return node.put("kind", part.kind().name().toLowerCase(Locale.ROOT))
                .put("name", part.name())
                .put("digest", part.digest())
                .put("shown", part.shown());
    }

    static ArrayNode of(List<KeyChange> changes) {
        ArrayNode array = JSON.createArrayNode();
        for (KeyChange change : changes) {
            ObjectNode node = array.addObject();
            node.put("kind", change.part().kind().name().toLowerCase(Locale.ROOT));
            node.put("name", change.part().name());
            change.before().ifPresent(part -> node.put("before", part.shown()));
            change.after().ifPresent(part -> node.put("after", part.shown()));
            node.put("line", change.line());
        }
        return array;
    }

    /**
     * The key in a report of a bake, or in what {@code why --json} prints.
     *
     * @param file the report
     * @param known knows the digests of secrets, by the key's digest
     * @throws IllegalArgumentException with one line when there is none in it, or one that is not a valid key
     */
    static BakeKey read(Path file, Function<String, Optional<BakeKey>> known) {
        BakeKey told = read(file);
        List<KeyPart> parts = told.parts();
        return known.apply(told.digest())
                .filter(key -> key.parts().size() == parts.size())
                .orElse(told);
    }

    /** The same without the digests of secrets, where the file does not have them. */
    static BakeKey read(Path file) {
        try {
            return read(JSON.readTree(Files.readAllBytes(file)), file.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + " is no JSON; --against takes an AMI's id or a report of a bake.");
        } catch (IOException e) {
            String reason = Files.notExists(file) ? "there is no such file" : String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    file + " cannot be read: " + reason + "; --against takes an AMI's id or a report of a bake.", e);
        }
    }

    private static BakeKey read(JsonNode report, String shown) {
        JsonNode node = report.path("key");
        if (!node.path("parts").isArray()) {
            throw new IllegalArgumentException(shown
                    + " has no bake key in it; the report of a bake (bake --json) has, and what why --json prints.");
        }
        try {
            List<KeyPart> parts = new ArrayList<>();
            node.path("parts").forEach(part -> parts.add(part(part)));
            List<Floating> floating = new ArrayList<>();
            node.path("floating").forEach(one -> floating.add(floating(one)));
            return new BakeKey(node.path("digest").asText(), parts, floating);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The bake key in " + shown + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static KeyPart part(JsonNode part) {
        return new KeyPart(
                KeyPart.Kind.valueOf(part.path("kind").asText().toUpperCase(Locale.ROOT)),
                part.path("name").asText(),
                digest(part),
                part.path("shown").asText());
    }

    private static String digest(JsonNode part) {
        boolean untold = part.path("kind").asText().equals("secret")
                && part.path("digest").isMissingNode();
        return untold ? KeyPart.UNKNOWN : part.path("digest").asText();
    }

    private static Floating floating(JsonNode one) {
        return new Floating(
                one.path("file").asText(),
                one.path("line").asInt(),
                one.path("text").asText(),
                one.path("why").asText(),
                Settling.of(one.path("settledBy").asText()));
    }
}
