package io.jenkins.plugins.amibakery.library;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Closure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The steps that a Jenkinsfile has called, as a tree with their arguments. Bodies of files are not in it, so that a change of a comment
 * changes no tree. {@code -Dlibrary.write=true} writes the recorded trees anew, to be looked at as a difference.
 */
final class Calls {
    private static final Path RECORDED = Path.of("src/test/resources/io/jenkins/plugins/amibakery/library");
    private static final boolean WRITE = Boolean.getBoolean("library.write");

    private Calls() {}

    /** A line, indented by how deep in blocks it was called. */
    static String line(int depth, String step, List<Object> arguments) {
        return "  ".repeat(depth)
                + step
                + arguments.stream()
                        .filter(argument -> !(argument instanceof Closure))
                        .map(Calls::shown)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String shown(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .filter(entry -> !(entry.getValue() instanceof Closure))
                    .map(entry -> entry.getKey() + ": " + shown(entry.getValue()))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Calls::shown).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof CharSequence text) {
            return text.toString().lines().count() > 6
                    ? "<file>"
                    : "'" + text.toString().replace("\n", "\\n") + "'";
        }
        return String.valueOf(value);
    }

    /** Holds a tree against the recorded one of a name. */
    static void areAsRecorded(String name, List<String> tree) {
        Path file = RECORDED.resolve(name + ".txt");
        try {
            if (WRITE) {
                Files.write(file, tree);
            }
            assertThat(tree)
                    .as("the calls recorded in %s; -Dlibrary.write=true writes them anew", file)
                    .isEqualTo(Files.exists(file) ? Files.readAllLines(file) : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
