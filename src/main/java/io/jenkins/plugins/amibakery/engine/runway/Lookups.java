package io.jenkins.plugins.amibakery.engine.runway;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves those lookups of Runway that need nothing but what is at hand: {@code ${env NAME}}, {@code ${var a.b}}, both with
 * {@code ::default=}, and CFNgin's plain {@code ${name}}. Whatever else there is stays unresolved.
 *
 * @param environment the variables Runway will have
 * @param variables the content of the variables file
 * @param parameters what CFNgin's plain names stand for
 */
record Lookups(Map<String, String> environment, Map<String, Object> variables, Map<String, Object> parameters) {
    private static final Pattern INNERMOST =
            Pattern.compile("\\$\\{\\s*(?:(env|var)\\s+)?([^\\s${}:]+)(?:::default=([^${}]*))?\\s*}");

    /** The text with its lookups put in; empty when one of them cannot be resolved here. */
    Optional<String> resolve(String text) {
        String rest = text;
        for (Matcher found = INNERMOST.matcher(rest); found.find(); found = INNERMOST.matcher(rest)) {
            Optional<String> value = value(found.group(1), found.group(2));
            if (value.isEmpty()) {
                value = Optional.ofNullable(found.group(3));
            }
            if (value.isEmpty()) {
                return Optional.empty();
            }
            rest = rest.substring(0, found.start()) + value.get() + rest.substring(found.end());
        }
        return rest.contains("${") ? Optional.empty() : Optional.of(rest);
    }

    private Optional<String> value(String kind, String name) {
        if ("env".equals(kind)) {
            return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
        }
        return kind == null ? plain(parameters.get(name)) : variable(name);
    }

    private Optional<String> variable(String path) {
        Object node = variables;
        for (String step : path.split("\\.")) {
            node = node instanceof Map<?, ?> map ? YamlFile.named(map).get(step) : null;
        }
        return plain(node);
    }

    private Optional<String> plain(Object value) {
        if (value == null || value instanceof Map || value instanceof Iterable) {
            return Optional.empty();
        }
        String text = value.toString();
        return text.contains("${") && parameters.containsValue(value)
                ? new Lookups(environment, variables, Map.of()).resolve(text)
                : Optional.of(text);
    }
}
