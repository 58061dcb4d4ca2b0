package io.jenkins.plugins.amibakery.engine.command;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Variables of an environment that hold secrets no matter who set them. */
public final class SecretNames {
    private static final Set<String> ALL =
            Set.of("AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY", "AWS_SESSION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN");

    private SecretNames() {}

    /** The names, in their order. */
    public static Set<String> all() {
        return new TreeSet<>(ALL);
    }

    /** What an environment holds under these names. */
    public static Set<String> values(Map<String, String> environment) {
        Set<String> values = new LinkedHashSet<>();
        all().forEach(name -> values.add(environment.getOrDefault(name, "")));
        values.remove("");
        return values;
    }
}
