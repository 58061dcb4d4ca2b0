package io.jenkins.plugins.amibakery.engine.aws.ec2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Filters of EC2's describe calls. An empty one would ask for everything there is, so it cannot be made. */
final class Ec2Filters {
    /** EC2 takes no more values in one call. */
    static final int MOST_VALUES = 200;

    private Ec2Filters() {}

    /** A filter that any of these exact values passes; at least one of them. */
    static Filter anyOf(String name, Collection<String> values) {
        if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("The filter " + name + " has no value, or an empty one.");
        }
        return Filter.builder()
                .name(name)
                .values(values.stream().map(Ec2Filters::literal).toList())
                .build();
    }

    static Filter is(String name, String value) {
        return anyOf(name, List.of(value));
    }

    /** Values that begin with a text. */
    static Filter beginsWith(String name, String text) {
        Filter exact = is(name, text);
        return exact.toBuilder().values(exact.values().get(0) + "*").build();
    }

    /** A filter with EC2's own wildcards in its values, as templates have them. */
    static Filter pattern(String name, Collection<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The filter " + name + " has no value.");
        }
        return Filter.builder().name(name).values(values).build();
    }

    /** In a filter {@code *} and {@code ?} stand for other characters unless a backslash goes before. */
    private static String literal(String value) {
        return value.replaceAll("([\\\\*?])", "\\\\$1");
    }

    /** Asks for values in portions that EC2 takes, and not at all when there are none. */
    static <T> List<T> inPortions(Collection<String> values, Function<List<String>, List<T>> ask) {
        List<String> sorted = values.stream().distinct().sorted().toList();
        List<T> found = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += MOST_VALUES) {
            found.addAll(ask.apply(sorted.subList(from, Math.min(sorted.size(), from + MOST_VALUES))));
        }
        return found;
    }
}
