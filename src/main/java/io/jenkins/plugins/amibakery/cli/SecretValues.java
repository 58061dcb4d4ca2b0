package io.jenkins.plugins.amibakery.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads secrets from the environment, so that none stands in argv. */
final class SecretValues {
    private SecretValues() {}

    /**
     * @param option the option's name, for messages
     * @param wanted each {@code NAME}, or {@code NAME=VARIABLE} where the variable is called otherwise
     * @throws IllegalArgumentException with one clear line when a variable is not there
     */
    static Map<String, String> read(String option, List<String> wanted, Map<String, String> environment) {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String secret : wanted) {
            String[] parts = secret.split("=", 2);
            String source = parts[parts.length - 1];
            String value = environment.get(source);
            if (value == null) {
                throw new IllegalArgumentException(option + " " + parts[0] + ": the environment has no variable '"
                        + source + "'; set it to the secret's value.");
            }
            secrets.put(parts[0], value);
        }
        return secrets;
    }
}
