package io.jenkins.plugins.amibakery.engine.adopt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files beside a template that it needs, and the names of all files in the differences. */
final class AddedFiles {
    private final Path home;
    private final Path directory;
    private final Path place;
    private final Map<Path, String> created = new LinkedHashMap<>();
    private final Set<String> checked = new HashSet<>();

    /**
     * @param template a file, or a directory in which they lie
     * @param directory where the user is
     */
    AddedFiles(Path template, Path directory) {
        Path whole = directory.resolve(template).normalize();
        Path parent = template.getParent();
        this.directory = directory;
        this.home = Files.isDirectory(whole) ? template : parent == null ? Path.of("") : parent;
        this.place = whole.startsWith(directory)
                ? directory
                : directory.resolve(home).normalize();
    }

    /** Where the template's own files lie, as the user would name it. */
    Path home() {
        return home;
    }

    /** The directory in which the differences are to be applied: the user's, or the template's when that lies elsewhere. */
    Path place() {
        return place;
    }

    /** What becomes of a file of ours that is called for, when it is called for first. */
    List<Finding> need(String name, String text) {
        Path file = home.resolve(name);
        List<Finding> findings = new ArrayList<>();
        if (checked.add(name)) {
            findings.add(compared(name, file, text));
        }
        return findings;
    }

    private Finding compared(String name, Path file, String text) {
        try {
            String there = Files.readString(directory.resolve(file), StandardCharsets.UTF_8);
            return there.equals(text)
                    ? new Finding(Finding.Sort.THERE, "file " + file)
                    : new Finding(
                            Finding.Sort.NOTE,
                            file + " is not that of this version; 'ami-bakery " + name + " >" + file + "' renews it");
        } catch (NoSuchFileException e) {
            created.put(file, text);
            return new Finding(Finding.Sort.ADDED, "file " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** All that would change. */
    List<AdoptedTemplate.Change> changes(Map<Path, Insertions> insertions) {
        List<AdoptedTemplate.Change> changes = new ArrayList<>();
        insertions.forEach((file, inserted) -> changes.add(new AdoptedTemplate.Change(
                directory.resolve(file),
                inserted.text(),
                inserted.result(),
                UnifiedDiff.of(shown(file), inserted.lines()))));
        created.forEach((file, text) -> changes.add(new AdoptedTemplate.Change(
                directory.resolve(file), null, text, UnifiedDiff.created(shown(file), text))));
        return changes;
    }

    private String shown(Path file) {
        return place.relativize(directory.resolve(file).normalize()).toString();
    }
}
