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
 */
final class PlanFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DigestStore MADE_HERE = new DigestStore(System.getenv(), "plans", 100);

    private PlanFile() {}

    /** Writes a plan where somebody wants it. */
    static void write(PlanDigest plan, Path file) throws IOException {
        DigestStore.write(file, bytes(plan));
    }

    private static byte[] bytes(PlanDigest plan) {
        return (json(plan).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode json(PlanDigest plan) {
        ObjectNode root = JSON.createObjectNode();
        root.put("digest", plan.value());
        root.put("environment", plan.environment());
        root.put("ami", plan.ami());
        root.put("files", plan.files());
        ObjectNode stacks = root.putObject("stacks");
        plan.stacks().forEach(stacks::put);
        plan.gaps().forEach(root.putArray("gaps")::add);
        return root;
    }

    /** @throws IllegalArgumentException with one clear line when it is no plan, or not as it was written */
    static PlanDigest read(Path file) throws IOException {
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
        return plan;
    }

    /** Remembers a plan; where that cannot be, only the naming of what has moved is lost. */
    static void remember(PlanDigest plan) {
        try {
            MADE_HERE.keep(name(plan.value()), bytes(plan));
        } catch (IOException e) {
            // An approval by digest still works; it names less.
        }
    }

    /** The plan of a digest; empty when it was not made on this machine, or long ago. */
    static Optional<PlanDigest> remembered(String digest) throws IOException {
        Optional<Path> file = MADE_HERE.find(name(digest));
        return file.isPresent() ? Optional.of(read(file.get())) : Optional.empty();
    }

    private static String name(String digest) {
        return digest.replace("sha256:", "");
    }
}
