package io.jenkins.plugins.amibakery.engine.fleet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The files that a user gives for a comparison: what may differ, and the manifest that the bake kept. */
final class FleetLists {
    /** A script of Run Command has to carry them. */
    private static final int MOST_PATTERNS = 200;

    private static final int LONGEST_PATTERN = 200;
    private static final long LARGEST_MANIFEST = 64L << 20;
    private static final Set<String> PARTS = Set.of("schema", "files", "packages", "excluded");

    private FleetLists() {}

    /**
     * The patterns of paths that may differ.
     *
     * @param file the empty path for none
     * @throws IllegalArgumentException with one line when it is no such list
     */
    static List<String> patterns(Path directory, String file) throws IOException {
        List<String> patterns = lines(directory, file);
        for (String pattern : patterns) {
            require(
                    pattern.length() <= LONGEST_PATTERN && pattern.matches("/[\\x21-\\x7e]*"),
                    file + ": '" + pattern.replaceAll("[^\\x20-\\x7e]", "?")
                            + "' is no pattern of a path; one is written like /etc/app/*.cache.");
            require(!pattern.matches("/?\\*+"), file + ": '" + pattern + "' would let everything differ.");
        }
        return patterns;
    }

    /**
     * The names of parameters that may differ, with {@code *} for any characters.
     *
     * @param file the empty path for none
     * @throws IllegalArgumentException with one line when it is no such list
     */
    static List<String> names(Path directory, String file) throws IOException {
        List<String> names = lines(directory, file);
        names.forEach(name -> require(
                name.matches("[A-Za-z0-9*]{1,255}") && !name.matches("\\*+"),
                file + ": '" + name.replaceAll("[^\\x20-\\x7e]", "?")
                        + "' is no name of a parameter; one is written like MinSize."));
        return names;
    }

    static boolean matches(String pattern, String name) {
        return name.matches(pattern.replace("*", ".*"));
    }

    private static List<String> lines(Path directory, String file) throws IOException {
        if (file.isEmpty()) {
            return List.of();
        }
        Path path = directory.resolve(file);
        requireFile(path, "The list of what may differ, " + file + ",", (long) MOST_PATTERNS * LONGEST_PATTERN * 2);
        List<String> lines = Files.readString(path, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        require(
                lines.size() <= MOST_PATTERNS,
                file + " has " + lines.size() + " patterns; it can have " + MOST_PATTERNS + ".");
        return lines;
    }

    /**
     * The digest of a manifest that the bake kept.
     *
     * @param file the empty path for none
     * @return SHA-256, hexadecimal; empty for none
     * @throws IllegalArgumentException with one line when it is no manifest of ours
     */
    static String manifest(Path directory, String file) throws IOException {
        if (file.isEmpty()) {
            return "";
        }
        Path path = directory.resolve(file);
        requireFile(path, "The manifest " + file, LARGEST_MANIFEST);
        MessageDigest digest = Sha256.fresh();
        Set<String> parts = new HashSet<>();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest);
                JsonParser parser = new JsonMapper().createParser(in)) {
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
        require(
                parts.containsAll(PARTS),
                "The manifest " + file + " is not one of an image: it has no files, or is of another form.");
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void requireFile(Path path, String what, long largest) throws IOException {
        try {
            require(Files.isRegularFile(path), what + " is not there.");
            require(Files.size(path) <= largest, what + " is larger than " + (largest >> 10) + " KiB.");
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(what + " is not there.", e);
        }
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
