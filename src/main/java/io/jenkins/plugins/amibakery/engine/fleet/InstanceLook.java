package io.jenkins.plugins.amibakery.engine.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.amibakery.engine.cloud.Commands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;

/**
 * What an instance says of itself. It is read strictly, and every text of it is made harmless: a machine that somebody else holds may
 * say anything.
 *
 * @param problem why it says nothing, a sentence without a full stop; empty when it says all
 * @param lacksManifest why it could not be compared with its image's manifest; empty when it was
 * @param manifest digest of its manifest; empty for none
 * @param count how many differences there are
 * @param first the first of them; empty for none
 * @param packagesKnown whether its packages could be read
 * @param keys how keys let in: the first files, and how many there are; empty for none
 * @param passwords the first users with a password; null when that could not be read
 * @param login when somebody last logged in; EPOCH for never, null when that could not be read
 */
record InstanceLook(
        String problem,
        String lacksManifest,
        String manifest,
        long count,
        String first,
        boolean packagesKnown,
        String keys,
        List<String> passwords,
        Instant login) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LONGEST = 200;
    private static final String NONE = "None";

    /**
     * The script of a POSIX shell that makes an instance say it.
     *
     * @param tested the manifest that a test made of an image that has none, as JSON of objects, lists and texts; empty for none
     */
    static String script(List<String> allowed, String tested) {
        try {
            return script(MAPPER.writeValueAsString(allowed), tested.isEmpty() ? NONE : tested);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are JSON", e);
        }
    }

    /** The same that only asks for its manifest; nothing is compared. */
    static String manifestScript() {
        return script(NONE, NONE);
    }

    private static String script(String allowed, String tested) {
        String look = "ALLOWED = " + allowed + "\nTESTED = " + tested.strip() + "\n" + text();
        return "python3 -ISB - 2>/dev/null <<'EOF' || echo '{\"look\":0}'\n"
                + "import base64, zlib\n"
                + "exec(compile(zlib.decompress(base64.b64decode('" + packed(look) + "')), 'look', 'exec'))\n"
                + "EOF\n";
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(InstanceLook.class.getResourceAsStream("look"), "the script is packaged")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static InstanceLook silent(String problem) {
        return new InstanceLook(problem, problem, "", 0, "", false, "", null, null);
    }

    static InstanceLook of(Commands.Said said) {
        if (!said.problem().isEmpty()) {
            return silent(said.problem());
        }
        try {
            JsonNode told = MAPPER.readTree(said.output().strip());
            if (told != null && told.path("look").asInt(-1) == 0) {
                return silent("it has no Python 3 to look with, or the look failed");
            }
            return parsed(told).orElseGet(() -> silent("what it said is no answer to the look"));
        } catch (JsonProcessingException e) {
            return silent("what it said is no answer to the look");
        }
    }

    private static Optional<InstanceLook> parsed(JsonNode told) {
        if (told == null
                || told.path("look").asInt(-1) != 1
                || !told.path("count").isIntegralNumber()) {
            return Optional.empty();
        }
        String lacks = lacks(told.path("problem").asText("?"));
        String manifest = told.path("manifest").asText("");
        if (lacks.isEmpty() && !manifest.matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        JsonNode first = told.path("first").path(0);
        boolean packages = true;
        if ("unknown".equals(first.path(1).asText())) {
            packages = false;
            first = told.path("first").path(1);
        }
        long keys = told.path("keyCount").asLong(0);
        JsonNode login = told.path("login");
        return Optional.of(new InstanceLook(
                "",
                lacks,
                lacks.isEmpty() ? manifest : "",
                Math.max(0, told.path("count").asLong() - (packages ? 0 : 1)),
                difference(first),
                packages,
                keys <= 0 ? "" : shown(told.path("keys").path(0).asText("a file")) + (keys == 1 ? "" : " and others"),
                told.path("passwords").isArray() ? texts(told.path("passwords")) : null,
                login.isIntegralNumber() && login.asLong() >= 0 && login.asLong() < 1L << 33
                        ? Instant.ofEpochSecond(login.asLong())
                        : null));
    }

    private static String lacks(String problem) {
        return switch (problem) {
            case "" -> "";
            case "missing" -> "its image has no manifest (/etc/ami-bakery/manifest.json)";
            case "large" -> "its manifest is larger than 64 MB";
            case "foreign" -> "its manifest lists no files, or is of another form";
            default -> "its manifest cannot be read";
        };
    }

    /** A difference as a person reads it: {@code file changed: /etc/hosts (content)}. */
    private static String difference(JsonNode one) {
        if (!one.isArray() || one.size() != 4) {
            return "";
        }
        String what = shown(one.path(3).asText());
        return shown(one.path(0).asText()) + " " + shown(one.path(1).asText()) + ": "
                + shown(one.path(2).asText()) + (what.isEmpty() ? "" : " (" + what + ")");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(shown(one.asText())));
        return texts.subList(0, Math.min(3, texts.size()));
    }

    /** A text of an instance's, harmless: printable ASCII alone, and short. */
    private static String shown(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
    }
}
