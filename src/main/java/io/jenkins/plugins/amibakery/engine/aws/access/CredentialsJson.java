package io.jenkins.plugins.amibakery.engine.aws.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/** Keys in the JSON that containers, credential processes and IAM Identity Center answer, each with spellings of its own. */
final class CredentialsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CredentialsJson() {}

    /**
     * Reads keys.
     *
     * @param source who answered, for a message
     * @param text the answer; no part of it ever gets into a message
     * @throws BakeFailedException when it holds no keys
     */
    static RenewedCredentials.Fetched read(String source, String text) {
        JsonNode answer = tree(source, text);
        JsonNode keys = answer.has("roleCredentials") ? answer.get("roleCredentials") : answer;
        Optional<String> id = text(keys, "AccessKeyId");
        Optional<String> secret = text(keys, "SecretAccessKey");
        if (id.isEmpty() || secret.isEmpty()) {
            throw bad(source, "answered no access key");
        }
        Optional<String> token = text(keys, "SessionToken").or(() -> text(keys, "Token"));
        return new RenewedCredentials.Fetched(new StaticKeys(id.get(), secret.get(), token), expiry(source, keys));
    }

    /** Parses an answer without ever quoting it. */
    static JsonNode tree(String source, String text) {
        try {
            JsonNode answer = JSON.readTree(text);
            if (answer != null && answer.isObject()) {
                return answer;
            }
            throw bad(source, "answered something other than JSON");
        } catch (JsonProcessingException e) {
            throw bad(source, "answered something other than JSON");
        }
    }

    private static Optional<Instant> expiry(String source, JsonNode keys) {
        Optional<String> written = text(keys, "Expiration");
        try {
            return written.map(text -> text.matches("\\d+")
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException | NumberFormatException e) {
            throw bad(source, "answered an expiry that is no time");
        }
    }

    /** A field in either spelling, {@code AccessKeyId} or {@code accessKeyId}. */
    static Optional<String> text(JsonNode node, String name) {
        String small = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        return Optional.ofNullable(node.has(name) ? node.get(name) : node.get(small))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(value -> !value.isBlank() && !"null".equals(value));
    }

    private static BakeFailedException bad(String source, String what) {
        return new BakeFailedException(FailureCause.CREDENTIALS, source + " " + what);
    }
}
