package io.jenkins.plugins.amibakery.engine.packer;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The plugins a packer has installed beside those that are part of it.
 *
 * @param versions all installed versions of each, such as {@code v1.8.2}, by its source, such as
 *     {@code github.com/hashicorp/amazon}; packer takes the newest that a template allows
 */
public record PackerPlugins(SortedMap<String, SortedSet<String>> versions) {
    /** No plugin at all: right for a packer before 1.8, which has them all in itself. */
    public static final PackerPlugins NONE = new PackerPlugins(new TreeMap<>());

    private static final Pattern FILE =
            Pattern.compile("(?:^|[/\\\\])(?<source>[^/\\\\]+[/\\\\][^/\\\\]+[/\\\\](?<name>[^/\\\\]+))[/\\\\]"
                    + "packer-plugin-\\k<name>_(?<version>v[^_]+)_x[^/\\\\]+$");

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
