package io.jenkins.plugins.amibakery.engine.aws.access;

import java.util.Optional;

/**
 * Access keys given outright; {@link #toString()} gives away the id alone, which is no secret.
 *
 * @param accessKeyId such as {@code AKIAIOSFODNN7EXAMPLE}
 * @param secretAccessKey the secret that goes with it
 * @param sessionToken the third part that temporary keys have; empty for keys that last
 */
public record StaticKeys(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
    public StaticKeys {
        accessKeyId = required("access key id", accessKeyId);
        secretAccessKey = required("secret access key", secretAccessKey);
        sessionToken = sessionToken.map(String::strip).filter(token -> !token.isEmpty());
    }

    private static String required(String what, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The " + what + " is empty; give both parts of the access key.");
        }
        return value.strip();
    }

    @Override
    public String toString() {
        return "StaticKeys[" + accessKeyId + (sessionToken.isPresent() ? ", temporary]" : "]");
    }
}
