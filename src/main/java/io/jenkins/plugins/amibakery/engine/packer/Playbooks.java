package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what an ansible playbook brings with it: the directories ansible looks into, and files that it includes. */
final class Playbooks {
    private static final List<String> DIRECTORIES = List.of(
            "roles",
            "group_vars",
            "host_vars",
            "files",
            "templates",
            "vars",
            "tasks",
            "handlers",
            "library",
            "module_utils",
            "filter_plugins",
            "lookup_plugins",
            "action_plugins",
            "callback_plugins",
            "collections");

    private static final Pattern INCLUDED =
            Pattern.compile("(?m)^[^#\\n]*?[\\s\"'=:-](?<file>[\\w./-]+\\.(?:yml|yaml|j2|ini))\\b");

    private final InputTree tree;
    private final Path directory;

    Playbooks(InputTree tree, Path directory) {
        this.tree = tree;
        this.directory = directory;
    }

    /** Adds all that belongs to a playbook; the names of the other playbooks and task files among it. */
    Set<String> beside(Path playbook, String by) {
        Set<String> names = new TreeSet<>();
        Path home = playbook.toAbsolutePath().normalize().resolveSibling("");
        for (String name : DIRECTORIES) {
            if (Files.isDirectory(home.resolve(name))) {
                add(home.resolve(name), by);
            }
        }
        for (Path settings : List.of(home.resolve("ansible.cfg"), directory.resolve("ansible.cfg"))) {
            if (Files.isRegularFile(settings)) {
                add(settings, by);
            }
        }
        include(playbook, by, names, new HashSet<>());
        return names;
    }

    private String add(Path path, String by) {
        return tree.add(path, path.toString(), by);
    }

    private void include(Path file, String by, Set<String> names, Set<Path> seen) {
        if (!seen.add(file.toAbsolutePath().normalize())) {
            return;
        }
        Matcher included = INCLUDED.matcher(text(file, by));
        while (included.find()) {
            Path other = file.resolveSibling(included.group("file"));
            if (Files.isRegularFile(other)) {
                String name = add(other, by);
                if (name.endsWith(".yml") || name.endsWith(".yaml")) {
                    names.add(name);
                    include(other, by, names, seen);
                }
            }
        }
    }

    private static String text(Path file, String by) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BakeFailedException(
                    io.jenkins.plugins.amibakery.engine.model.FailureCause.INPUT_MISSING,
                    by + " names '" + file + "', which cannot be read: " + IoReasons.of(e));
        }
    }
}
