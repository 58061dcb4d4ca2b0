package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.fleet.ComparedEnvironments;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether two environments are immutable, proof by proof.
 *
 * @param place the environments
 * @param at when it was looked at, in whole seconds
 * @param rows one for each {@link Proof}, in their order
 * @param running what AMIs run in them; of these a test or a drill may be kept
 * @param compared how the environments differ; none when that was not read
 * @param drills the drill that was made; none when none was
 */
public record ProofReport(
        Place place,
        Instant at,
        List<ProofRow> rows,
        List<Running> running,
        List<ComparedEnvironments> compared,
        List<Drill> drills)
        implements Serializable {
    private static final int LONGEST_NAME = 300;
    private static final int MOST_RUNNING = 200;

    /**
     * The environments.
     *
     * @param stack the whole name of the stack of the environment in which AMIs are tried
     * @param otherStack that of production
     */
    public record Place(String region, String stack, String otherRegion, String otherStack) implements Serializable {
        /** @throws IllegalArgumentException when it cannot be one */
        public Place {
            Limits.texts("the names of environments", List.of(region, stack, otherRegion, otherStack), 4, LONGEST_NAME);
        }

        /** Such as {@code img-mgr-qa-img-mgr in us-west-2}. */
        public String first() {
            return stack + " in " + region;
        }

        /** The same of production. */
        public String second() {
            return otherStack + " in " + otherRegion;
        }
    }

    /**
     * An AMI that runs.
     *
     * @param origin the AMI that it is a copy of; itself when it is none
     * @param region where it runs
     * @param account whose it is; empty when that is not known
     * @param production whether it runs there
     * @param userData whether instances get user data with it
     */
    public record Running(
            String ami, String origin, String region, String account, boolean production, boolean userData)
            implements Serializable {
        /** @throws IllegalArgumentException when it cannot be one */
        public Running {
            Stream.of(ami, origin, region, account)
                    .forEach(text -> Limits.text("a fact of an AMI", text, LONGEST_NAME));
        }
    }

    /** @throws IllegalArgumentException when it cannot be an honest answer */
    public ProofReport {
        Limits.things("the rows of a proof", rows, ProofRow.class, Proof.values().length);
        if (!rows.stream().map(ProofRow::proof).toList().equals(Arrays.asList(Proof.values()))) {
            throw new IllegalArgumentException("Refused: a report has each proof once, in their order.");
        }
        Limits.things("the AMIs that run", running, Running.class, MOST_RUNNING);
        Limits.things("the comparisons", compared, ComparedEnvironments.class, 1);
        Limits.things("the drills", drills, Drill.class, 1);
        at = at.truncatedTo(ChronoUnit.SECONDS);
        rows = List.copyOf(rows);
        running = List.copyOf(running);
        compared = List.copyOf(compared);
        drills = List.copyOf(drills);
    }

    /** Red when anything is red; green only when all is. */
    public Verdict verdict() {
        return rows.stream().map(ProofRow::verdict).reduce(Verdict::and).orElse(Verdict.NOT_KNOWN);
    }

    /** How many rows have a verdict. */
    public long count(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }

    ProofRow row(Proof proof) {
        return rows.get(proof.ordinal());
    }

    /** The same with other rows in place of those of the same proofs. */
    ProofReport with(List<ProofRow> others) {
        List<ProofRow> all = new ArrayList<>(rows);
        others.forEach(row -> all.set(row.proof().ordinal(), row));
        return new ProofReport(place, at, all, running, compared, drills);
    }

    /** Maps, lists, texts and numbers: what a Jenkinsfile and the command line show. */
    public LinkedHashMap<String, Object> tree() {
        LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("environment", place.first());
        tree.put("production", place.second());
        tree.put("at", at.toString());
        tree.put("verdict", verdict().word());
        tree.put("green", count(Verdict.GREEN));
        tree.put("red", count(Verdict.RED));
        tree.put("notKnown", count(Verdict.NOT_KNOWN));
        tree.put(
                "amis",
                new ArrayList<>(
                        running.stream().map(Running::ami).distinct().sorted().toList()));
        tree.put("rows", new ArrayList<>(rows.stream().map(ProofRow::tree).toList()));
        return tree;
    }

    /** In one line how it went. */
    public String summary() {
        Optional<ProofRow> worst = rows.stream()
                .filter(row -> row.verdict() == verdict() && verdict() != Verdict.GREEN)
                .findFirst();
        return place.first() + " and " + place.second() + ": " + verdict().word() + ", " + count(verdict()) + " of "
                + rows.size() + " proofs"
                + worst.map(row -> ", first " + row.proof().id()).orElse("");
    }

    /** For people, a line each: how it went, then a table with a heading for each incident. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(List.of(summary()));
        String incident = "";
        for (ProofRow row : rows) {
            if (!row.proof().incident().equals(incident)) {
                incident = row.proof().incident();
                notes.add("");
                notes.add(incident);
            }
            notes.add(String.format(
                    Locale.ROOT,
                    "  %s  %-9s  since %s  %s",
                    row.proof().id(),
                    row.verdict().word(),
                    row.since().toString().replace('T', ' ').substring(0, 16),
                    row.proof().title()));
            notes.add("        " + row.evidence());
        }
        return notes;
    }
}
