package io.jenkins.plugins.amibakery.engine.packer;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The plugins a packer has installed beside those that are part of it.
 *
 * @param versions all installed versions of each, such as {@code v1.8.2}, by its source, such as
 *     {@code github.com/hashicorp/amazon}; packer takes the newest that a template allows
 */
public record PackerPlugins(SortedMap<String, SortedSet<String>> versions) implements Serializable {
    /** No plugin at all: right for a packer before 1.8, which has them all in itself. */
    public static final PackerPlugins NONE = new PackerPlugins(new TreeMap<>());

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private static final Pattern FILE =
            Pattern.compile("(?:^|[/\\\\])(?<source>[^/\\\\]+[/\\\\][^/\\\\]+[/\\\\](?<name>[^/\\\\]+))[/\\\\]"
                    + "packer-plugin-\\k<name>_(?<version>v[^_]+)_x[^/\\\\]+$");

    /** By their numbers; a version with more to it, such as a pre-release, comes before the same without. */
    private static final Comparator<String> NEWER = Comparator.<String, int[]>comparing(
                    PackerPlugins::numbers, Arrays::compare)
            .thenComparing(version -> !version.contains("-"))
            .thenComparing(Comparator.naturalOrder());

    private static int[] numbers(String version) {
        return NUMBER.matcher(version.split("-", 2)[0])
                .results()
                .mapToInt(number -> Integer.parseInt(number.group()))
                .toArray();
    }

    public PackerPlugins {
        SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
        versions.forEach((source, all) -> copy.put(source, Collections.unmodifiableSortedSet(new TreeSet<>(all))));
        versions = Collections.unmodifiableSortedMap(copy);
    }

    /** Reads what {@code packer plugins installed} prints: the path of each plugin's program, one a line. */
    public static PackerPlugins read(String output) {
        SortedMap<String, SortedSet<String>> found = new TreeMap<>();
        output.lines().map(String::strip).forEach(line -> {
            Matcher file = FILE.matcher(line);
            if (file.find()) {
                String source = file.group("source").replace('\\', '/');
                found.computeIfAbsent(source, unused -> new TreeSet<>()).add(file.group("version"));
            }
        });
        return new PackerPlugins(found);
    }

    /** Whether a packer can have such plugins, and the command to list them. */
    public static boolean areKnownTo(PackerVersion packer) {
        return packer.isAtLeast(1, 8);
    }

    /**
     * The version packer takes of each plugin that the builds of a template need, by source and without the v: the newest.
     *
     * @param template whose builds count; a template that narrows the version with required_plugins may take an older one
     */
    public SortedMap<String, String> usedBy(PackerTemplate template) {
        Set<String> types = template.builds().stream().map(TemplateBuild::type).collect(Collectors.toSet());
        SortedMap<String, String> newest = new TreeMap<>();
        used(types)
                .forEach((source, all) ->
                        newest.put(source, Collections.max(all, NEWER).substring(1)));
        return newest;
    }

    /** Those of which components of a template may come: {@code amazon-ebs} comes of a plugin named {@code amazon}. */
    public SortedMap<String, SortedSet<String>> used(Set<String> componentTypes) {
        SortedMap<String, SortedSet<String>> some = new TreeMap<>(versions);
        some.keySet().removeIf(source -> {
            String name = source.substring(source.lastIndexOf('/') + 1);
            return componentTypes.stream().noneMatch(type -> type.equals(name) || type.startsWith(name + "-"));
        });
        return some;
    }
}
