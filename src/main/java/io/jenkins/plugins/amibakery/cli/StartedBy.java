package io.jenkins.plugins.amibakery.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Who starts a bake from a terminal, for its tag: {@code user@host}, or what BUILD_URL says where a build runs the command. */
final class StartedBy {
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    private StartedBy() {}

    static String in(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("BUILD_URL"))
                .filter(url -> !url.isBlank())
                .orElseGet(() -> System.getProperty("user.name", "somebody") + "@" + host(environment));
    }

    /** Without asking the name service, which may take its time. */
    private static String host(Map<String, String> environment) {
        try {
            return Files.readString(HOST).strip();
        } catch (IOException e) {
            return environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", "unknown"));
        }
    }
}
