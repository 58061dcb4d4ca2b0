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

    /** Arguments of a lookup behind its default, which turn the value into another. */
    private static final Pattern FURTHER = Pattern.compile(",\\s*\\w+=");

    /** The text with its lookups put in; empty when one of them cannot be resolved here. */
    Optional<String> resolve(String text) {
        return value(text).flatMap(this::plain);
    }

    /** The same where one lookup is all of the text: then it may stand for a list or a mapping. */
    Optional<Object> value(String text) {
        String rest = text;
        for (Matcher found = INNERMOST.matcher(rest); found.find(); found = INNERMOST.matcher(rest)) {
            Optional<Object> value = value(found.group(1), found.group(2), found.group(3));
            boolean all = found.start() == 0 && found.end() == rest.length();
            if (all && value.filter(Lookups::isPlain).isEmpty()) {
                return value;
            }
            Optional<String> put = value.flatMap(this::plain);
            if (put.isEmpty()) {
                return Optional.empty();
            }
            rest = rest.substring(0, found.start()) + put.get() + rest.substring(found.end());
        }
        return rest.contains("${") ? Optional.empty() : Optional.of(rest);
    }

    /** @param fallback what stands for it where there is none; null for nothing */
    private Optional<Object> value(String kind, String name, String fallback) {
        if (fallback != null && FURTHER.matcher(fallback).find()) {
            return Optional.empty();
        }
        Object value;
        if ("env".equals(kind)) {
            value = environment.getOrDefault(name, "").isEmpty() ? null : environment.get(name);
        } else {
            value = kind == null ? parameters.get(name) : variable(name);
        }
        return Optional.ofNullable(value == null ? fallback : value);
    }

    private static boolean isPlain(Object value) {
        return !(value instanceof Map) && !(value instanceof Iterable);
    }

    private Object variable(String path) {
        Object node = variables;
        for (String step : path.split("\\.")) {
            node = node instanceof Map<?, ?> map ? YamlFile.named(map).get(step) : null;
        }
        return node;
    }

    private Optional<String> plain(Object value) {
        if (!isPlain(value)) {
            return Optional.empty();
        }
        String text = value.toString();
        return text.contains("${") && parameters.containsValue(value)
                ? new Lookups(environment, variables, Map.of()).resolve(text)
                : Optional.of(text);
    }
}
