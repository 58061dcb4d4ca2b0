package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of bakes that this user made on this machine, part by part: an AMI carries the digest alone. Losing them costs nothing but
 * that a later bake cannot say what changed.
 */
final class KnownKeys {
    private static final int MOST = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    KnownKeys(Map<String, String> environment) {
        this.directory =
                LocalKeys.home(environment, "XDG_STATE_HOME", ".local/state").resolve("keys");
    }

    Optional<BakeKey> find(String digest) {
        if (!digest.matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        Path file = directory.resolve(digest + ".json");
        try {
            return Files.exists(file) ? Optional.of(KeyJson.read(file)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // A damaged one is as good as none.
            return Optional.empty();
        }
    }

    void keep(BakeKey key) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(key.digest() + ".json");
        Path half = Files.createTempFile(directory, "key", ".tmp");
        try {
            Files.write(half, bytes(key));
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
        forget();
    }

    private static byte[] bytes(BakeKey key) throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        root.set("key", KeyJson.of(key));
        return JSON.writeValueAsBytes(root);
    }

    private void forget() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> newestFirst = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparing(KnownKeys::time).reversed())
                    .toList();
            for (Path old : newestFirst.subList(Math.min(MOST, newestFirst.size()), newestFirst.size())) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static long time(Path file) {
        return file.toFile().lastModified();
    }
}
