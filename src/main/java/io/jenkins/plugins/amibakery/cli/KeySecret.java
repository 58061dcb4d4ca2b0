package io.jenkins.plugins.amibakery.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * The key under which the values of secret variables go into bake keys: one for each user, made when it is first wanted, or
 * one that several machines share by an environment variable.
 */
final class KeySecret {
    static final String VARIABLE = "AMI_BAKERY_SECRET_KEY";

    private KeySecret() {}

    /** Loaded only when a key is made, once per user. */
    private static final class Chance {
        static final SecureRandom SOURCE = new SecureRandom();
    }

    /** The key for an environment; 16 bytes at least. */
    static byte[] of(Map<String, String> environment) throws IOException {
        String shared = environment.getOrDefault(VARIABLE, "");
        if (!shared.isEmpty()) {
            if (shared.length() < 16) {
                throw new IllegalArgumentException(VARIABLE + " has " + shared.length()
                        + " characters; a key that nobody guesses has 16 or more.");
            }
            return shared.getBytes(StandardCharsets.UTF_8);
        }
        return kept(UserFolder.state(environment));
    }

    private static byte[] kept(Path home) throws IOException {
        Path file = home.resolve("secret-key");
        byte[] key = OwnFile.kept(file, KeySecret::fresh).getBytes(StandardCharsets.US_ASCII);
        if (key.length < 16) {
            throw new IllegalArgumentException("The key in " + file + " is cut short; remove the file to get another.");
        }
        return key;
    }

    private static String fresh() {
        byte[] random = new byte[32];
        Chance.SOURCE.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
