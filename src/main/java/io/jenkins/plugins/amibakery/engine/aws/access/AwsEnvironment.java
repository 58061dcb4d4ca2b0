package io.jenkins.plugins.amibakery.engine.aws.access;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The environment variables that AWS's tools agree on, read from a map and never from this JVM's own surroundings. */
record AwsEnvironment(Map<String, String> variables) {
    static final String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";
    static final String SECRET_ACCESS_KEY = "AWS_SECRET_ACCESS_KEY";
    static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";
    static final String PROFILE = "AWS_PROFILE";

    /** The first of these variables that is set to something; an empty one counts as unset, as in packer. */
    Optional<String> get(String... names) {
        for (String name : names) {
            String value = variables.get(name);
            if (value != null && !value.isBlank()) {
                return Optional.of(value.strip());
            }
        }
        return Optional.empty();
    }

    boolean isTrue(String name) {
        return get(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** Both parts of an access key; empty when one is missing, and then the next source is asked, as in packer. */
    Optional<StaticKeys> keys() {
        Optional<String> id = get(ACCESS_KEY_ID, "AWS_ACCESS_KEY");
        Optional<String> secret = get(SECRET_ACCESS_KEY, "AWS_SECRET_KEY");
        return id.isPresent() && secret.isPresent()
                ? Optional.of(new StaticKeys(id.get(), secret.get(), get(SESSION_TOKEN)))
                : Optional.empty();
    }

    Optional<String> region() {
        return get("AWS_REGION", "AWS_DEFAULT_REGION");
    }

    Optional<Path> home() {
        return get("HOME", "USERPROFILE").map(Path::of);
    }

    /** A path as a user writes it: a leading {@code ~} is the home directory. */
    Path path(String text) {
        return text.startsWith("~/") && home().isPresent() ? home().get().resolve(text.substring(2)) : Path.of(text);
    }

    /** Shows names alone: values may be secret. */
    @Override
    public String toString() {
        return variables.keySet().toString();
    }
}
