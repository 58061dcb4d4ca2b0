package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plans written down: digests alone, nothing of the plan's text. Each plan made on this machine is remembered, so that an approval
 * by its digest can tell what has moved.
 */
final class PlanFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_REMEMBERED = 100;

    private PlanFile() {}

    /** Writes a plan where somebody wants it. */
    static void write(PlanDigest plan, Path file) throws IOException {
        Path beside = Files.createTempFile(file.toAbsolutePath().resolveSibling("."), ".plan", ".json");
        try {
            Files.writeString(beside, json(plan).toPrettyString() + "\n");
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
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
            throw new IllegalArgumentException("'" + file + "' is no plan: it is not JSON.", e);
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
            Files.createDirectories(home());
            write(plan, home().resolve(name(plan.value())));
            forgetOld();
        } catch (IOException e) {
            // An approval by digest still works; it names less.
        }
    }

    private static void forgetOld() throws IOException {
        try (Stream<Path> files = Files.list(home())) {
            List<Path> old = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().lastModified())
                            .reversed())
                    .skip(MOST_REMEMBERED)
                    .toList();
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The plan of a digest; empty when it was not made on this machine, or long ago. */
    static Optional<PlanDigest> remembered(String digest) throws IOException {
        Path file = home().resolve(name(digest));
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static String name(String digest) {
        return digest.replace("sha256:", "") + ".json";
    }

    private static Path home() {
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || state.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return base.resolve("ami-bakery").resolve("plans");
    }
}
