package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.context.Glob;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which packer builds run, by packer's {@code -only} and {@code -except}.
 *
 * @param only patterns of names; empty for all
 * @param except patterns of names that do not run
 */
public record Selection(Set<String> only, Set<String> except) {
    /** Everything. */
    public static final Selection ALL = new Selection(Set.of(), Set.of());

    public Selection {
        only = Set.copyOf(only);
        except = Set.copyOf(except);
    }

    /** Whether a build, or a post-processor, of this name runs. */
    boolean takes(String name) {
        return (only.isEmpty() || matches(only, name)) && !matches(except, name);
    }

    /** Whether it is not left out by name; {@code -only} does not speak of post-processors. */
    boolean spares(String name) {
        return !matches(except, name);
    }

    private static boolean matches(Set<String> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> new Glob(pattern).matches(name));
    }

    /** Those of some builds in which a component works that has such lists itself. */
    static List<String> working(Collection<String> builds, List<String> only, List<String> except) {
        Stream<String> some = builds.stream().filter(name -> only.isEmpty() || only.contains(name));
        return some.filter(name -> !except.contains(name)).toList();
    }
}
