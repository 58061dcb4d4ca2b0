package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import io.jenkins.plugins.amibakery.engine.packages.RecordJson;
import io.jenkins.plugins.amibakery.engine.packages.Repositories;
import io.jenkins.plugins.amibakery.engine.reuse.Freshness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the images of this user's bakes hold. Losing it costs nothing but bakes that could have been saved. */
final class LocalRecords {
    private static final int MOST = 100;

    private final Map<String, String> environment;
    private final DigestStore records;

    LocalRecords(Map<String, String> environment) {
        this.environment = environment;
        this.records = new DigestStore(environment, "images", MOST);
    }

    /** By packer build; empty when it is not known. */
    Map<String, ImageRecord> find(String bakeId) {
        Optional<Path> file = records.find(Sha256.of(bakeId));
        try {
            return file.isPresent() ? RecordJson.read(Files.readString(file.get())) : Map.of();
        } catch (IOException | IllegalArgumentException e) {
            // A damaged one is as good as none.
            return Map.of();
        }
    }

    void keep(String bakeId, Map<String, ImageRecord> images) throws IOException {
        if (!images.isEmpty()) {
            records.keep(Sha256.of(bakeId), RecordJson.text(images).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What settles the parts of a recipe that are not pinned. */
    Freshness freshness(Optional<Duration> freshFor) {
        return new Freshness(
                freshFor.orElse(null),
                this::find,
                () -> new Repositories(
                        environment, UserFolder.cache(environment).resolve("repositories"), Instant.now()));
    }
}
