package io.jenkins.plugins.amibakery.engine.aws.access;

import java.util.Map;
import java.util.Optional;

/**
 * One section of the AWS configuration files.
 *
 * @param name the profile's name
 * @param properties its settings; may hold secrets
 */
record AwsProfile(String name, Map<String, String> properties) {
    Optional<String> property(String key) {
        return Optional.ofNullable(properties.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    Optional<StaticKeys> keys() {
        Optional<String> id = property("aws_access_key_id");
        Optional<String> secret = property("aws_secret_access_key");
        return id.isPresent() && secret.isPresent()
                ? Optional.of(new StaticKeys(id.get(), secret.get(), property("aws_session_token")))
                : Optional.empty();
    }

    /** Shows names alone: values may be secret. */
    @Override
    public String toString() {
        return name + properties.keySet();
    }
}
