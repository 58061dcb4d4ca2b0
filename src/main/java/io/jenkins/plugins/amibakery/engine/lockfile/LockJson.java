package io.jenkins.plugins.amibakery.engine.lockfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.LockedBase;
import io.jenkins.plugins.amibakery.engine.model.LockedBuild;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A lock as JSON, sorted, each fact on a line of its own so that git shows what changed:
 *
 * <pre>
 * {
 *   "schema": 1,
 *   "packer": "1.6.6",
 *   "plugins": {},
 *   "builds": {
 *     "amazon-ebs": {
 *       "base": {
 *         "us-west-2": {
 *           "id": "ami-0d12b2c3d4e5f6071",
 *           "name": "debian-12-amd64-20250814-2204",
 *           "owner": "136693071363"
 *         }
 *       },
 *       "packages": {
 *         "packages": {
 *           "nginx": "1.22.1-9+deb12u2"
 *         }
 *       }
 *     }
 *   }
 * }
 * </pre>
 */
final class LockJson {
    private static final int SCHEMA = 1;

    private static final JsonMapper MAPPER = new JsonMapper();

    private LockJson() {}

    static byte[] bytes(LockFile lock) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("packer", lock.packer());
        put(root.putObject("plugins"), lock.plugins());
        ObjectNode builds = root.putObject("builds");
        lock.builds().forEach((name, build) -> put(builds.putObject(name), build));
        try {
            return (MAPPER.writer(printer()).writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts can always be written", e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }

    private static void put(ObjectNode node, LockedBuild build) {
        ObjectNode bases = node.putObject("base");
        build.bases()
                .forEach((region, base) -> bases.putObject(region.code())
                        .put("id", base.id().value())
                        .put("name", base.name())
                        .put("owner", base.owner()));
        ObjectNode packages = node.putObject("packages");
        build.packages().forEach((list, versions) -> put(packages.putObject(list), versions));
    }

    private static void put(ObjectNode node, Map<String, String> texts) {
        texts.forEach(node::put);
    }

    /** @param file what to call it in messages */
    static LockFile read(byte[] bytes, String file) {
        JsonNode root;
        try {
            root = Json.parse(bytes);
        } catch (JsonProcessingException e) {
            throw LockFiles.broken(Json.complaint(file, e), null);
        }
        int schema = root.path("schema").asInt(-1);
        if (schema != SCHEMA) {
            throw LockFiles.broken(
                    file
                            + (schema < 0
                                    ? " is not a lock file"
                                    : " has schema " + schema + "; this version reads " + SCHEMA),
                    null);
        }
        try {
            return lock(root);
        } catch (IllegalArgumentException e) {
            throw LockFiles.broken(file + ": " + e.getMessage(), e);
        }
    }

    private static LockFile lock(JsonNode root) {
        String packer = text(root, "packer");
        SortedMap<String, LockedBuild> builds = new TreeMap<>();
        object(root, "builds").properties().forEach(build -> builds.put(build.getKey(), build(build.getValue())));
        return new LockFile(packer, texts(object(root, "plugins"), "plugins"), builds);
    }

    private static LockedBuild build(JsonNode node) {
        SortedMap<Region, LockedBase> bases = new TreeMap<>();
        object(node, "base").properties().forEach(base -> bases.put(new Region(base.getKey()), base(base.getValue())));
        SortedMap<String, SortedMap<String, String>> packages = new TreeMap<>();
        object(node, "packages")
                .properties()
                .forEach(list -> packages.put(list.getKey(), texts(list.getValue(), list.getKey())));
        return new LockedBuild(bases, packages);
    }

    private static LockedBase base(JsonNode node) {
        return new LockedBase(
                new AmiId(text(node, "id")),
                node.path("name").asText(""),
                node.path("owner").asText(""));
    }

    private static JsonNode object(JsonNode node, String name) {
        JsonNode member = node.path(name);
        if (!member.isObject()) {
            throw new IllegalArgumentException("'" + name + "' must be an object.");
        }
        return member;
    }

    private static String text(JsonNode node, String name) {
        JsonNode member = node.path(name);
        if (!member.isTextual() || member.asText().isBlank()) {
            throw new IllegalArgumentException("'" + name + "' must be a text.");
        }
        return member.asText();
    }

    private static SortedMap<String, String> texts(JsonNode node, String name) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("'" + name + "' must be an object.");
        }
        SortedMap<String, String> texts = new TreeMap<>();
        node.properties().forEach(entry -> texts.put(entry.getKey(), text(node, entry.getKey())));
        return texts;
    }
}
