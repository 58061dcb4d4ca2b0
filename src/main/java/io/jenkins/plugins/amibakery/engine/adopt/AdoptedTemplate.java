package io.jenkins.plugins.amibakery.engine.adopt;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a template lacks.
 *
 * @param findings a line for each thing
 * @param place the directory in which the differences are to be applied
 * @param changes the files that would change; none when there is nothing to add
 */
public record AdoptedTemplate(List<Finding> findings, Path place, List<Change> changes) {
    /**
     * A file as it would be.
     *
     * @param file its path, absolute
     * @param before its content; null for one that is new
     * @param after its content with what is inserted
     * @param diff the difference by lines, for {@code patch -p1}
     */
    public record Change(Path file, String before, String after, String diff) {}

    public AdoptedTemplate {
        findings = List.copyOf(findings);
        changes = List.copyOf(changes);
    }

    /** Whether nothing is to be added. */
    public boolean isComplete() {
        return changes.isEmpty();
    }

    /** All differences as one. */
    public String diff() {
        return changes.stream().map(Change::diff).collect(Collectors.joining());
    }
}
