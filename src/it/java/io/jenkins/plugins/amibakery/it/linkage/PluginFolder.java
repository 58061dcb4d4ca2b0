package io.jenkins.plugins.amibakery.it.linkage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A folder of plugin files, by the names in their manifests. */
final class PluginFolder {
    private final Map<String, Path> files = new HashMap<>();

    PluginFolder(Path folder) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.[hj]pi")) {
            for (Path file : found) {
                files.put(attributes(file).getValue("Short-Name"), file);
            }
        }
    }

    /**
     * What a plugin can see: the plugins it depends on, those they depend on, and so on; optional ones included.
     *
     * @return the files by the names of the plugins; a plugin that is needed and not in the folder has null
     */
    Map<String, Path> dependencies(Path plugin) throws IOException {
        Map<String, Path> seen = new LinkedHashMap<>();
        Deque<Path> open = new ArrayDeque<>(List.of(plugin));
        boolean direct = true;
        while (!open.isEmpty()) {
            for (String dependency : declared(open.remove())) {
                String name = dependency.replaceFirst(":.*", "");
                boolean wanted = direct || !dependency.endsWith("resolution:=optional") || files.containsKey(name);
                if (wanted && !seen.containsKey(name)) {
                    seen.put(name, files.get(name));
                    if (files.containsKey(name)) {
                        open.add(files.get(name));
                    }
                }
            }
            direct = false;
        }
        return seen;
    }

    private static List<String> declared(Path plugin) throws IOException {
        String value = attributes(plugin).getValue("Plugin-Dependencies");
        return value == null ? List.of() : Stream.of(value.split(",")).toList();
    }

    private static Attributes attributes(Path plugin) throws IOException {
        try (JarFile file = new JarFile(plugin.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }
}
