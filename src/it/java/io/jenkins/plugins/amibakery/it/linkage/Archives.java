package io.jenkins.plugins.amibakery.it.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The files in a war or plugin and in the jars it holds, by their names as a class loader would ask for them. */
final class Archives implements AutoCloseable {
    private final Path scratch;
    private final List<JarFile> open = new ArrayList<>();
    private final Map<String, JarFile> homes = new HashMap<>();

    /** @param scratch an empty folder for the jars inside archives */
    Archives(Path scratch) {
        this.scratch = scratch;
    }

    /** Adds a war or plugin: the jars of its lib and optional-lib, what is in WEB-INF/classes, and a war's own server, which has the servlet API. */
    void add(Path archive) throws IOException {
        JarFile file = open(archive);
        for (ZipEntry entry : file.stream().toList()) {
            if (entry.getName().matches("(WEB-INF/(optional-)?lib/[^/]+|executable/winstone)\\.jar")) {
                Path jar = Files.createTempFile(scratch, "", ".jar");
                try (InputStream in = file.getInputStream(entry)) {
                    Files.write(jar, in.readAllBytes());
                }
                addJar(jar);
            } else if (!entry.isDirectory()) {
                homes.putIfAbsent(entry.getName(), file);
            }
        }
    }

    /** Adds a jar. */
    void addJar(Path jar) throws IOException {
        JarFile file = open(jar);
        file.stream().filter(e -> !e.isDirectory()).forEach(e -> homes.putIfAbsent(e.getName(), file));
    }

    boolean has(String name) {
        return homes.containsKey(name) || homes.containsKey("WEB-INF/classes/" + name);
    }

    /** The content of a file; empty if there is none of that name. */
    Optional<byte[]> read(String name) {
        JarFile file = homes.get(name);
        if (file == null) {
            return Optional.empty();
        }
        try (InputStream in = file.getInputStream(file.getEntry(name))) {
            return Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all files that end in a suffix. */
    List<String> names(String suffix) {
        return homes.keySet().stream()
                .filter(name -> name.endsWith(suffix))
                .sorted()
                .toList();
    }

    private JarFile open(Path path) throws IOException {
        JarFile file = new JarFile(path.toFile(), false);
        open.add(file);
        return file;
    }

    @Override
    public void close() throws IOException {
        for (JarFile file : open) {
            file.close();
        }
    }
}
