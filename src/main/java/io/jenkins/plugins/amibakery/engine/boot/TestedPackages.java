package io.jenkins.plugins.amibakery.engine.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The manifest that a test makes of an image without one: its packages, as the instance under test lists them.
 *
 * <p>Packages alone. A console shows its last 64 KB: the digests of an image's 30,000 files are a megabyte that no compression makes
 * smaller, and one digest over all of them could not name the file that differs. A list of some 1,000 packages fits when it is compressed;
 * of a longer one only number and digest are told. It says itself that a test made it: what a bake recorded before anybody booted the
 * image is more than what a booted instance says of itself, so it never counts as the bake's manifest.
 *
 * @param manager dpkg, rpm or apk
 * @param packages name, version and architecture of each
 * @param digest SHA-256 of the list as the instance made it
 */
record TestedPackages(String manager, List<List<String>> packages, String digest) {
    /** Bytes of a compressed list: in the lines of a console it takes twice as many, and the rest of the report needs 30 KB of the 64. */
    static final int MOST_PACKED = 12_000;

    private static final int LARGEST = 1 << 18;
    private static final Pattern PACKAGE = Pattern.compile("([!-~]{1,200})\t([!-~]{1,200})\t([!-~]{0,40})");
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Reads a list as it was sent; empty when it is no honest one. */
    static Optional<TestedPackages> read(byte[] packed) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            String text = new String(bytes, StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            if (bytes.length > LARGEST || lines.isEmpty() || !lines.get(0).matches("dpkg|rpm|apk")) {
                return Optional.empty();
            }
            List<List<String>> packages = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                Matcher one = PACKAGE.matcher(line);
                if (!one.matches()) {
                    return Optional.empty();
                }
                packages.add(List.of(one.group(1), one.group(2), one.group(3)));
            }
            return Optional.of(new TestedPackages(lines.get(0), packages, Sha256.of(text)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** It as a file, in the form of an image's manifest. */
    String json(AmiId ami, String testId) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", 1);
        root.put("madeBy", "test");
        root.put("ami", ami.value());
        root.put("testId", testId);
        root.put("lacks", "files; a test of the image made this, not its bake");
        root.put("packageManager", manager);
        ArrayNode list = root.putArray("packages");
        packages.forEach(one -> list.addObject()
                .put("name", one.get(0))
                .put("version", one.get(1))
                .put("architecture", one.get(2)));
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are JSON", e);
        }
    }
}
