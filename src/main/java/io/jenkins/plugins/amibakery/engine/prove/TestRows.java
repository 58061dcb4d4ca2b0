package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.attest.Attestation;
import io.jenkins.plugins.amibakery.engine.attest.Attestations;
import io.jenkins.plugins.amibakery.engine.attest.Attestations.Verified;
import io.jenkins.plugins.amibakery.engine.attest.DeployedAmi;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.boot.AmiTest;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import io.jenkins.plugins.amibakery.engine.prove.ProofReport.Running;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows that signed records of AMIs tell: tests and drills. */
final class TestRows {
    private final Attestations kept;
    private final Verifier trusted;
    private final Map<String, List<Attestation>> read = new HashMap<>();

    TestRows(Attestations kept, Verifier trusted) {
        this.kept = kept;
        this.trusted = trusted;
    }

    /** The newest test of an AMI. */
    private record Test(Map<String, Check.Verdict> checks, TestResult.Told told) {}

    /** What is said of one AMI. */
    private record Said(Verdict verdict, String evidence) {}

    /** Those rows of a report that this can tell. */
    List<ProofRow> of(ProofReport report) throws IOException {
        List<Running> running = report.running();
        if (running.isEmpty()) {
            return Stream.of(
                            Proof.BOOTS_ALONE,
                            Proof.FETCHES_NOTHING,
                            Proof.ASKED_NOTHING,
                            Proof.GROWS,
                            Proof.TESTED_FIRST)
                    .filter(proof -> proof != Proof.GROWS || report.drills().isEmpty())
                    .map(proof -> ProofRow.unknown(proof, "it is not known which AMIs run"))
                    .toList();
        }
        Map<String, Test> tests = new LinkedHashMap<>();
        for (Running one : running) {
            newest(one).ifPresent(test -> tests.put(one.ami(), test));
        }
        List<ProofRow> rows = new ArrayList<>(List.of(
                judged(Proof.BOOTS_ALONE, running, tests, List.of(AmiTest.HEALTH)),
                judged(Proof.FETCHES_NOTHING, running, tests, List.of(AmiTest.BOOT, AmiTest.USER_DATA)),
                judged(Proof.ASKED_NOTHING, running, tests, List.of(AmiTest.OUTSIDE)),
                testedFirst(report, tests)));
        if (report.drills().isEmpty()) {
            rows.add(drilled(running));
        }
        return rows;
    }

    /** Of the AMI itself, or else of the one that it is a copy of. */
    private Optional<Test> newest(Running one) throws IOException {
        Optional<Test> own = newest(one.ami());
        return own.isPresent() ? own : newest(one.origin());
    }

    private Optional<Test> newest(String ami) throws IOException {
        return said(ami).stream()
                .flatMap(said -> TestResult.read(said).map(told -> new Test(TestResult.checks(said), told)).stream())
                .max(Comparator.comparing(test -> test.told().signed()));
    }

    /** What trusted keys say of an AMI, read once: an AMI has a file for each test and check, and all are verified. */
    private List<Attestation> said(String ami) throws IOException {
        List<Attestation> known = read.get(ami);
        if (known == null) {
            known = kept.verified(new AmiId(ami), trusted).stream()
                    .map(Verified::attestation)
                    .toList();
            read.put(ami, known);
        }
        return known;
    }

    private static ProofRow judged(Proof proof, List<Running> running, Map<String, Test> tests, List<String> checks) {
        List<Said> all = running.stream()
                .map(one -> said(one, tests.get(one.ami()), checks))
                .toList();
        Verdict worst = all.stream().map(Said::verdict).reduce(Verdict::and).orElse(Verdict.NOT_KNOWN);
        return all.stream()
                .filter(one -> one.verdict() == worst)
                .findFirst()
                .map(one -> ProofRow.of(proof, worst, one.evidence()))
                .orElseThrow();
    }

    private static Said said(Running one, Test test, List<String> checks) {
        if (test == null) {
            return new Said(Verdict.NOT_KNOWN, "no trusted key has signed a test of " + one.ami());
        }
        for (String check : checks) {
            Check.Verdict verdict = test.checks().get(check);
            boolean needed = !check.equals(AmiTest.USER_DATA) || one.userData();
            if (verdict == null && needed) {
                return new Said(Verdict.NOT_KNOWN, "the newest test of " + one.ami() + " had no check '" + check + "'");
            }
            if (verdict != null && verdict != Check.Verdict.PASSED) {
                boolean failed = verdict == Check.Verdict.FAILED;
                return new Said(
                        failed ? Verdict.RED : Verdict.NOT_KNOWN,
                        "the check '" + check + "' of " + one.ami() + (failed ? " failed" : " is not known")
                                + whence(test));
            }
        }
        return new Said(Verdict.GREEN, one.ami() + " passed '" + String.join("', '", checks) + "'" + whence(test));
    }

    private static String whence(Test test) {
        return " in its test of " + test.told().signed();
    }

    /** What runs in production has passed its test, and its checks in QA where there is a record of these. */
    private ProofRow testedFirst(ProofReport report, Map<String, Test> tests) throws IOException {
        List<ProofRow> rows = new ArrayList<>();
        for (Running one : report.running()) {
            if (one.production()) {
                rows.add(tested(one, tests));
                rows.add(checked(one, report.place().first()));
            }
        }
        Verdict worst =
                rows.stream().map(ProofRow::verdict).reduce(Verdict::and).orElse(Verdict.NOT_KNOWN);
        List<String> evidence = rows.stream()
                .filter(row -> row.verdict() == worst)
                .map(ProofRow::evidence)
                .toList();
        return evidence.isEmpty()
                ? ProofRow.unknown(Proof.TESTED_FIRST, "it is not known which AMI runs in production")
                : ProofRow.of(
                        Proof.TESTED_FIRST,
                        worst,
                        worst == Verdict.GREEN ? String.join("; ", evidence) : evidence.get(0));
    }

    /** What QA tested is of no help where production runs another one. */
    private static ProofRow tested(Running one, Map<String, Test> tests) {
        Test test = tests.get(one.ami());
        if (test != null) {
            return ProofRow.of(
                    Proof.TESTED_FIRST,
                    verdict(test.told().verdict()),
                    one.ami() + " runs in production: " + test.told().line());
        }
        return tests.isEmpty()
                ? ProofRow.unknown(Proof.TESTED_FIRST, "no trusted key has signed a test of " + one.ami())
                : ProofRow.red(
                        Proof.TESTED_FIRST,
                        one.ami() + " runs in production and was not tested; "
                                + tests.keySet().iterator().next() + " was");
    }

    /** Its newest deployment to QA that is recorded; only Jenkins records them. */
    private ProofRow checked(Running one, String environment) throws IOException {
        return said(one.origin()).stream()
                .filter(said ->
                        said.predicate().get("stacks") instanceof List<?> stacks && stacks.contains(environment))
                .flatMap(said -> DeployedAmi.read(said).stream())
                .max(DeployedAmi.Told.ORDER)
                .map(told -> ProofRow.of(
                        Proof.TESTED_FIRST, verdict(told.verdict()), one.origin() + " in QA: " + told.line()))
                .orElseGet(() -> ProofRow.green(Proof.TESTED_FIRST, "no deployment of it to QA is recorded"));
    }

    private static Verdict verdict(Check.Verdict verdict) {
        return switch (verdict) {
            case PASSED -> Verdict.GREEN;
            case FAILED -> Verdict.RED;
            case WARNING, NOT_KNOWN -> Verdict.NOT_KNOWN;
        };
    }

    /** The newest drill of the AMI that runs where AMIs are tried. */
    private ProofRow drilled(List<Running> running) throws IOException {
        List<Running> tried = running.stream().filter(one -> !one.production()).toList();
        if (tried.size() != 1) {
            return ProofRow.unknown(Proof.GROWS, tried.size() + " AMIs run there, and a drill is of one");
        }
        String ami = tried.get(0).ami();
        return said(ami).stream()
                .filter(one -> one.predicateType().equals(ProofRecords.DRILL))
                .max(Comparator.comparing(Attestation::signedOn))
                .map(Attestation::predicate)
                .map(drill -> ProofRow.of(
                        Proof.GROWS,
                        verdict(drill.get("verdict")),
                        drill.get("evidence") + ", in a drill of " + ami + " at " + finished(drill)))
                .orElseGet(() -> ProofRow.unknown(Proof.GROWS, "no drill of " + ami + " was made"));
    }

    private static Verdict verdict(Object word) {
        return Stream.of(Verdict.GREEN, Verdict.RED)
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElse(Verdict.NOT_KNOWN);
    }

    private static Instant finished(Map<String, Object> drill) {
        try {
            return Instant.parse(String.valueOf(drill.get("finishedOn")));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
