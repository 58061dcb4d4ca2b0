package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/** The AWS configuration files that an environment points at; they are read when something is asked of them, once. */
public final class Profiles {
    private static final String DEFAULT = "default";

    private final AwsEnvironment environment;
    private final Optional<String> explicit;
    private ProfileFile read;

    private Profiles(AwsEnvironment environment, Optional<String> explicit) {
        this.environment = environment;
        this.explicit = explicit;
    }

    public static Profiles of(AwsAccess access) {
        return new Profiles(new AwsEnvironment(access.environment()), access.profile());
    }

    /** The profile given, else the one the environment names; empty when it is left to be {@code default}. */
    Optional<String> chosen() {
        return explicit.or(() -> environment.get(AwsEnvironment.PROFILE, "AWS_DEFAULT_PROFILE"));
    }

    /** The profile that counts; empty when there is none. */
    Optional<AwsProfile> active() {
        return named(chosen().orElse(DEFAULT));
    }

    Optional<AwsProfile> named(String name) {
        return file().profile(name).map(profile -> new AwsProfile(name, profile.properties()));
    }

    /** A section of another kind than a profile, such as {@code [services local]}. */
    Optional<AwsProfile> section(String kind, String name) {
        return file().getSection(kind, name).map(Profile::properties).map(found -> new AwsProfile(name, found));
    }

    /** Where profiles are looked for, for a message. */
    String places() {
        return configFile().map(Path::toString).orElse("no configuration file") + " and "
                + credentialsFile().map(Path::toString).orElse("no credentials file");
    }

    private Optional<Path> configFile() {
        return fileOf("AWS_CONFIG_FILE", "config");
    }

    private Optional<Path> credentialsFile() {
        return fileOf("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    }

    private Optional<Path> fileOf(String variable, String name) {
        return environment
                .get(variable)
                .map(environment::path)
                .or(() -> environment.home().map(home -> home.resolve(".aws").resolve(name)));
    }

    private synchronized ProfileFile file() {
        if (read == null) {
            ProfileFile.Aggregator both = ProfileFile.aggregator();
            credentialsFile().ifPresent(path -> add(both, path, ProfileFile.Type.CREDENTIALS));
            configFile().ifPresent(path -> add(both, path, ProfileFile.Type.CONFIGURATION));
            read = both.build();
        }
        return read;
    }

    private static void add(ProfileFile.Aggregator both, Path path, ProfileFile.Type type) {
        if (!Files.isRegularFile(path)) {
            return;
        }
        try {
            both.addFile(ProfileFile.builder().content(path).type(type).build());
        } catch (IllegalArgumentException | IllegalStateException | java.io.UncheckedIOException e) {
            throw new BakeFailedException(
                    Failure.of(
                            FailureCause.CREDENTIALS,
                            "The AWS configuration file " + path + " cannot be read: " + e.getMessage()),
                    e);
        }
    }
}
