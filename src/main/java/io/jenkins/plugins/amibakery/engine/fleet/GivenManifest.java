package io.jenkins.plugins.amibakery.engine.fleet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The manifest of an image that a user gives: the one that its bake kept, or the one that a test made because the image has none. The
 * latter has packages alone, and is never taken for the bake's: an instance that agrees with it is not known to be as its image was baked.
 *
 * @param digest SHA-256 of the bake's, hexadecimal; empty when none of a bake was given
 * @param tested package manager and packages of a test's, as JSON of plain texts; empty when none of a test was given
 */
record GivenManifest(String digest, String tested) {
    private static final long LARGEST = 64L << 20;
    private static final long LARGEST_TESTED = 1L << 20;
    private static final int MOST_PACKAGES = 10_000;
    private static final Set<String> PARTS = Set.of("schema", "files", "packages", "excluded");
    private static final Set<String> TESTED_PARTS = Set.of("schema", "madeBy", "packageManager", "packages");
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Reads one.
     *
     * @param file the empty path for none
     * @throws IllegalArgumentException with one line when it is no manifest of ours
     */
    static GivenManifest read(Path directory, String file) throws IOException {
        if (file.isEmpty()) {
            return new GivenManifest("", "");
        }
        Path path = directory.resolve(file);
        FleetLists.requireFile(path, "The manifest " + file, LARGEST);
        MessageDigest digest = Sha256.fresh();
        Set<String> parts = new HashSet<>();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest);
                JsonParser parser = MAPPER.createParser(in)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    parts.add(parser.currentName());
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
            in.transferTo(OutputStream.nullOutputStream());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The manifest " + file + " is no JSON.", e);
        }
        if (!parts.contains("files") && parts.containsAll(TESTED_PARTS)) {
            return new GivenManifest("", tested(path, file));
        }
        FleetLists.require(
                parts.containsAll(PARTS),
                "The manifest " + file + " is not one of an image: it has no files, or is of another form.");
        return new GivenManifest(HexFormat.of().formatHex(digest.digest()), "");
    }

    /** Only what is needed, and as plain texts: it becomes a part of a script. */
    private static String tested(Path path, String file) throws IOException {
        FleetLists.requireFile(path, "The manifest " + file, LARGEST_TESTED);
        JsonNode root = MAPPER.readTree(Files.readAllBytes(path));
        ObjectNode kept = MAPPER.createObjectNode();
        kept.put("packageManager", word(root, "packageManager", file));
        ArrayNode packages = kept.putArray("packages");
        FleetLists.require(
                root.path("packages").isArray() && root.path("packages").size() <= MOST_PACKAGES,
                "The manifest " + file + " has no list of packages, or more than " + MOST_PACKAGES + ".");
        for (JsonNode one : root.path("packages")) {
            ObjectNode copy = packages.addObject();
            for (String name : List.of("name", "version", "architecture")) {
                copy.put(name, word(one, name, file));
            }
        }
        return MAPPER.writeValueAsString(kept);
    }

    private static String word(JsonNode one, String name, String file) {
        String word = one.path(name).asText("");
        FleetLists.require(
                word.matches("[!-~]{0,200}"), "The manifest " + file + " has a " + name + " that no package has.");
        return word;
    }
}
