package io.jenkins.plugins.amibakery.engine.fleet;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How two environments differ.
 *
 * @param left the first, such as {@code img-mgr-qa-img-mgr in us-west-2}
 * @param right the second
 * @param rows what was compared; of parameters those that differ
 */
public record ComparedEnvironments(String left, String right, List<Row> rows) implements Serializable {
    private static final int MOST = 1_000;
    private static final int LONGEST = 4_100;
    private static final int SHOWN = 40;

    static final String AMI = "AMI";
    static final String NO_COPY = "neither is a copy of the other";

    /**
     * One thing that was compared.
     *
     * @param what what it is, such as {@code parameter MinSize}
     * @param left how it is in the first environment
     * @param right how it is in the second
     * @param why what differs, or could not be read; may be empty
     */
    public record Row(String what, String left, String right, Verdict verdict, String why) implements Serializable {
        /** @throws IllegalArgumentException when it cannot be honest */
        public Row {
            Limits.texts("what was compared", List.of(what, left, right, why), 4, LONGEST);
            Objects.requireNonNull(verdict);
        }
    }

    /** @throws IllegalArgumentException when it cannot be an honest answer */
    public ComparedEnvironments {
        Limits.texts("the names of environments", List.of(left, right), 2, LONGEST);
        Limits.things("the rows of a comparison", rows, Row.class, MOST);
        rows = List.copyOf(rows);
    }

    /** Red when anything differs that must not; green only when all was read. */
    public Verdict verdict() {
        return rows.stream().map(Row::verdict).reduce(Verdict::and).orElse(Verdict.NOT_KNOWN);
    }

    /** In one line how it went, with the first thing that differs or is not known. */
    public String failure() {
        return left + " and " + right + ": " + verdict().word()
                + rows.stream()
                        .filter(row -> row.verdict() == verdict())
                        .findFirst()
                        .map(row -> "; " + row.what() + ": " + row.why())
                        .orElse("")
                + ".";
    }

    /** Where EC2 does not say that one AMI is a copy of another, somebody else may. */
    @FunctionalInterface
    public interface Lineage {
        /** The bake of which both are copies; empty when nobody says so. */
        Optional<String> common(AmiId one, AmiId other) throws IOException;
    }

    /** The same where AMIs that are no copies by EC2's facts may be proven to be ones otherwise. */
    public ComparedEnvironments proven(Lineage lineage) throws IOException {
        Optional<Row> strangers = rows.stream()
                .filter(row -> row.what().equals(AMI) && row.why().equals(NO_COPY))
                .filter(row -> AmiId.isAmiId(row.left()) && AmiId.isAmiId(row.right()))
                .findFirst();
        if (strangers.isEmpty()) {
            return this;
        }
        Row row = strangers.get();
        Optional<String> bake = lineage.common(new AmiId(row.left()), new AmiId(row.right()));
        if (bake.isEmpty()) {
            return this;
        }
        List<Row> better = new ArrayList<>();
        better.add(new Row(
                AMI, row.left(), row.right(), Verdict.GREEN, "both are of the bake " + bake.get() + ", as attested"));
        // A parameter that names the AMI differs as the AMI does.
        rows.stream()
                .filter(other ->
                        !other.left().equals(row.left()) || !other.right().equals(row.right()))
                .forEach(better::add);
        return new ComparedEnvironments(left, right, better);
    }

    /** Maps, lists and texts, for reports. */
    public LinkedHashMap<String, Object> tree() {
        LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("left", left);
        tree.put("right", right);
        tree.put("verdict", verdict().word());
        ArrayList<LinkedHashMap<String, Object>> all = new ArrayList<>();
        for (Row row : rows) {
            LinkedHashMap<String, Object> one = new LinkedHashMap<>();
            one.put("what", row.what());
            one.put("left", row.left());
            one.put("right", row.right());
            one.put("verdict", row.verdict().word());
            one.put("why", row.why());
            all.add(one);
        }
        tree.put("rows", all);
        return tree;
    }

    /** For people: how it went, then a table. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(left + " and " + right + ": " + verdict().word());
        for (Row row : rows) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%-9s  %-28s  %-42s  %-42s  %s",
                    row.verdict().word(),
                    Limits.brief(row.what(), SHOWN),
                    Limits.brief(row.left(), SHOWN),
                    Limits.brief(row.right(), SHOWN),
                    row.why()));
        }
        return notes;
    }
}
