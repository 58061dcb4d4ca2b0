package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of bakes that this user made on this machine, part by part: an AMI carries the digest alone. Losing them costs nothing but
 * that a later bake cannot say what changed.
 */
final class KnownKeys {
    private static final int MOST = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DigestStore keys;

    KnownKeys(Map<String, String> environment) {
        this.keys = new DigestStore(environment, "keys", MOST);
    }

    Optional<BakeKey> find(String digest) {
        try {
            return keys.find(digest).map(KeyJson::read);
        } catch (IllegalArgumentException e) {
            // A damaged one is as good as none.
            return Optional.empty();
        }
    }

    void keep(BakeKey key) throws IOException {
        keys.keep(key.digest(), bytes(key));
    }

    private static byte[] bytes(BakeKey key) throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        root.set("key", KeyJson.whole(key));
        return JSON.writeValueAsBytes(root);
    }
}
