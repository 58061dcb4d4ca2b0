package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.packer.log.ArtifactId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the file that packer's manifest post-processor writes. It is the surest source of AMI ids, but it gathers the builds
 * of all runs ever, so only those of its last run count, and only when that run is the one asked for.
 */
public final class PackerManifest {
    /** A build takes some 400 bytes in it, so no manifest grows as large. */
    private static final int LARGEST = 50_000_000;

    private PackerManifest() {}

    /**
     * The AMIs of the run that wrote the file last.
     *
     * @param file the manifest
     * @param notBefore a file last written before this is another run's; {@link Instant#MIN} takes any
     * @return each AMI once; none when there is no such file, or none of this run
     * @throws BakeFailedException {@link FailureCause#MANIFEST_BROKEN} when it cannot be read
     */
    public static List<BakedAmi> lastRun(Path file, Instant notBefore) {
        try {
            // Some file systems keep whole seconds only.
            Instant earliest = notBefore.equals(Instant.MIN) ? notBefore : notBefore.truncatedTo(ChronoUnit.SECONDS);
            if (Files.getLastModifiedTime(file).toInstant().isBefore(earliest)) {
                return List.of();
            }
            try (InputStream in = Files.newInputStream(file)) {
                return lastRun(in, file.toString());
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw broken(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The AMIs of the last run in a manifest.
     *
     * @param name what to call it in messages
     * @throws IOException when the stream fails; what is wrong with the content is thrown as
     *     {@link FailureCause#MANIFEST_BROKEN}
     */
    public static List<BakedAmi> lastRun(InputStream in, String name) throws IOException {
        JsonNode root = parse(in, name);
        Set<BakedAmi> amis = new LinkedHashSet<>();
        uuid(root)
                .ifPresent(run -> Json.list(root.path("builds")).stream()
                        .filter(build ->
                                run.equals(build.path("packer_run_uuid").asText("")))
                        .forEach(build -> addAmis(amis, build)));
        return List.copyOf(amis);
    }

    private static void addAmis(Set<BakedAmi> amis, JsonNode build) {
        String name = build.path("name").asText("");
        for (ArtifactId id : ArtifactId.read(build.path("artifact_id").asText(""))) {
            id.region().ifPresent(region -> amis.add(BakedAmi.named(name, region, id.ami())));
        }
    }

    /**
     * Which run wrote the file last; the caller asks before and after, and takes AMIs only when it changed.
     *
     * @return empty when there is no such file, or nothing readable in it
     */
    public static Optional<String> lastRunUuid(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return uuid(parse(in, file.toString()));
        } catch (IOException | BakeFailedException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> uuid(JsonNode root) {
        return Optional.of(root.path("last_run_uuid").asText("")).filter(uuid -> !uuid.isBlank());
    }

    private static JsonNode parse(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw broken(name, "is larger than 50 MB", null);
        }
        try {
            JsonNode root = Json.parse(bytes);
            if (!root.isObject()) {
                throw broken(name, "is no JSON object", null);
            }
            return root;
        } catch (JsonProcessingException e) {
            throw broken(
                    name,
                    "is not JSON"
                            + Json.complaint("", e).replaceFirst("^:", " at ").replaceFirst(": .*", ""),
                    null);
        }
    }

    private static BakeFailedException broken(String name, String what, Exception cause) {
        return new BakeFailedException(
                Failure.of(FailureCause.MANIFEST_BROKEN, "Packer's manifest '" + name + "' " + what + "."), cause);
    }
}
