package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans written down: digests alone, nothing of the plan's text. Each plan made on this machine is remembered, so that an approval
 * by its digest can tell what has moved.
 *
 * @param digest the plan
 * @param replaced the AMI that it replaces; empty when that is not known
 */
record PlanFile(PlanDigest digest, String replaced) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DigestStore MADE_HERE = new DigestStore(System.getenv(), "plans", 100);

    /** Writes a plan where somebody wants it. */
    void write(Path file) throws IOException {
        DigestStore.write(file, bytes());
    }

    private byte[] bytes() {
        return (json().toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("digest", digest.value());
        root.put("environment", digest.environment());
        root.put("ami", digest.ami());
        root.put("replacedAmi", replaced);
        root.put("files", digest.files());
        ObjectNode stacks = root.putObject("stacks");
        digest.stacks().forEach(stacks::put);
        digest.gaps().forEach(root.putArray("gaps")::add);
        return root;
    }

    /** @throws IllegalArgumentException with one clear line when it is no plan, or not as it was written */
    static PlanFile read(Path file) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("'" + file + "' is no plan: it is not JSON.");
        }
        Map<String, String> stacks = new LinkedHashMap<>();
        root.path("stacks")
                .properties()
                .forEach(stack -> stacks.put(stack.getKey(), stack.getValue().asText()));
        List<String> gaps = new ArrayList<>();
        root.path("gaps").forEach(gap -> gaps.add(gap.asText()));
        PlanDigest plan = new PlanDigest(
                root.path("environment").asText(),
                root.path("ami").asText(),
                root.path("files").asText(),
                stacks,
                gaps);
        if (!plan.value().equals(root.path("digest").asText())) {
            throw new IllegalArgumentException(
                    "'" + file + "' is no plan, or was changed since it was written: its digest does not fit.");
        }
        return new PlanFile(plan, root.path("replacedAmi").asText());
    }

    /** Remembers a plan; where that cannot be, only the naming of what has moved is lost. */
    void remember() {
        try {
            MADE_HERE.keep(name(digest.value()), bytes());
        } catch (IOException e) {
            // An approval by digest still works; it names less.
        }
    }

    /** The plan of a digest; empty when it was not made on this machine, or long ago. */
    static Optional<PlanFile> remembered(String digest) throws IOException {
        Optional<Path> file = MADE_HERE.find(name(digest));
        return file.isPresent() ? Optional.of(read(file.get())) : Optional.empty();
    }

    private static String name(String digest) {
        return digest.replace("sha256:", "");
    }
}
