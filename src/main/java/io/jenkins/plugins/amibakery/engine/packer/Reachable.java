package io.jenkins.plugins.amibakery.engine.packer;

import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which variables and locals decide the image: those that something refers to which is no mere label.
 *
 * @param variables variables whose values count
 * @param countedLocals locals whose values count
 * @param locals all locals that anything refers to; their texts count
 */
record Reachable(SortedSet<String> variables, SortedSet<String> countedLocals, SortedSet<String> locals) {
    static Reachable of(Outline outline) {
        SortedSet<String> counted = locals(outline, counting(outline, setting -> true));
        Set<String> every = new TreeSet<>();
        Stream.concat(all(outline, (component, setting) -> true), outline.rest().stream())
                .forEach(setting -> every.addAll(setting.locals()));
        SortedSet<String> variables = new TreeSet<>();
        countingSettings(outline).forEach(setting -> variables.addAll(setting.variables()));
        counted.forEach(name -> variables.addAll(outline.locals().get(name).variables()));
        return new Reachable(variables, counted, locals(outline, every));
    }

    private interface Which {
        boolean test(Component component, Setting setting);
    }

    private static Stream<Setting> all(Outline outline, Which which) {
        return Stream.concat(outline.builders().values().stream(), outline.others().stream())
                .flatMap(component -> component.settings().stream().filter(setting -> which.test(component, setting)));
    }

    private static Stream<Setting> countingSettings(Outline outline) {
        return Stream.concat(
                all(outline, (component, setting) -> !Labels.isOne(component, setting)), outline.rest().stream());
    }

    private static Set<String> counting(Outline outline, Predicate<Setting> which) {
        Set<String> names = new TreeSet<>();
        countingSettings(outline).filter(which).forEach(setting -> names.addAll(setting.locals()));
        return names;
    }

    /** With the locals that locals refer to. */
    private static SortedSet<String> locals(Outline outline, Collection<String> first) {
        SortedSet<String> reached = new TreeSet<>();
        first.forEach(name -> reach(outline, name, reached));
        return reached;
    }

    private static void reach(Outline outline, String name, Set<String> reached) {
        Setting local = outline.locals().get(name);
        if (local != null && reached.add(name)) {
            local.locals().forEach(other -> reach(outline, other, reached));
        }
    }
}
