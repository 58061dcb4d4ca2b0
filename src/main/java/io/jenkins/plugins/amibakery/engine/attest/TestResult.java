package io.jenkins.plugins.amibakery.engine.attest;

import io.jenkins.plugins.amibakery.engine.boot.AmiTest;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a test of an AMI came to, as in-toto's test result v0.1 (in-toto/attestation, spec/predicates/test-result.md). That has no word for what is
 * not known: such a test is {@code WARNED}, and which checks those are stands in a field of our own.
 *
 * <p>Where the test was made is where its result comes from; a controller signs what an agent told it, and says so.
 *
 * @param test what came of it
 * @param reportedBy who says so, such as {@code agent} or {@code terminal}
 * @param signed when, by the clock of whoever signs it: which test is the newest is not left to the machine that made it
 */
public record TestResult(AmiTest test, String reportedBy, Instant signed) {
    /** The type of the predicate. */
    public static final String TYPE = "https://in-toto.io/attestation/test-result/v0.1";

    private static final String PASSED = "PASSED";
    private static final String FAILED = "FAILED";
    private static final String WARNED = "WARNED";

    /** It as a statement about the AMI; empty when it is not known whose that is. */
    Optional<Attestation> attestation() {
        if (test.account().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> predicate = new LinkedHashMap<>();
        predicate.put("result", word(test.outcome()));
        predicate.put("configuration", List.of(Map.of("name", "testAmi")));
        predicate.put("passedTests", names(Verdict.PASSED));
        predicate.put("warnedTests", names(Verdict.WARNING));
        predicate.put("failedTests", names(Verdict.FAILED));
        predicate.put("amibakery_notKnownTests", names(Verdict.NOT_KNOWN));
        predicate.put(Attestation.SIGNED, time(signed));
        predicate.put("amibakery_test", details());
        return Optional.of(new Attestation(new Subject(test.account(), test.region(), test.ami()), TYPE, predicate));
    }

    /** Signs and keeps it, and beside it the manifest that the test made; nothing when it is not known whose the AMI is. */
    public void keep(Attestations store, Signer signer) throws IOException {
        Optional<Attestation> about = attestation();
        if (about.isPresent()) {
            if (!test.manifest().isEmpty()) {
                store.keepMade(about.get().subject(), test.manifest());
            }
            store.attest(about.get(), test.testId(), signer);
        }
    }

    private static String word(Verdict outcome) {
        return switch (outcome) {
            case PASSED -> PASSED;
            case FAILED -> FAILED;
            case WARNING, NOT_KNOWN -> WARNED;
        };
    }

    private List<String> names(Verdict verdict) {
        return new ArrayList<>(test.checks().stream()
                .filter(check -> check.verdict() == verdict)
                .map(Check::name)
                .toList());
    }

    private Map<String, Object> details() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("reportedBy", reportedBy);
        tree.put("testId", test.testId());
        tree.put("instanceId", test.instanceId());
        tree.put("startedOn", time(test.began()));
        tree.put("finishedOn", time(test.ended()));
        tree.put("bootMillis", test.bootMillis());
        if (!test.manifest().isEmpty()) {
            tree.put("madeManifest", Map.of("madeBy", "test", "sha256", Sha256.of(test.manifest())));
        }
        return tree;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /**
     * What a verified attestation says of a test.
     *
     * @param verdict of the whole of it
     * @param line for a person
     * @param signed when it was signed; the beginning of time when that is not said
     */
    public record Told(Verdict verdict, String line, Instant signed) {
        /** The same as it counts for a copy of the AMI that was tested. */
        Told of(AmiId tested) {
            return new Told(verdict, "as the copy of " + tested + ": " + line, signed);
        }

        /** Whether the whole of it passed. */
        public boolean passed() {
            return verdict == Verdict.PASSED;
        }
    }

    /** Reads what an attestation says; empty when it is of anything else. */
    public static Optional<Told> read(Attestation attestation) {
        if (!attestation.predicateType().equals(TYPE)) {
            return Optional.empty();
        }
        Verdict verdict = verdict(attestation.predicate().get("result"));
        Map<?, ?> details = attestation.predicate().get("amibakery_test") instanceof Map<?, ?> map ? map : Map.of();
        String how = switch (verdict) {
            case PASSED -> "passed";
            case FAILED -> "failed: " + attestation.predicate().get("failedTests");
            case WARNING, NOT_KNOWN ->
                "not known in whole: " + attestation.predicate().get("amibakery_notKnownTests");
        };
        String boot = details.get("bootMillis") instanceof Number millis && millis.longValue() >= 0
                ? ", healthy after " + (millis.longValue() + 500) / 1_000 + " s"
                : "";
        return Optional.of(new Told(verdict, "testAmi " + how + boot, attestation.signedOn()));
    }

    /** What each check of a test came to, by its name; none when the attestation is of anything else. */
    public static Map<String, Verdict> checks(Attestation attestation) {
        Map<String, Verdict> checks = new LinkedHashMap<>();
        if (attestation.predicateType().equals(TYPE)) {
            Map.of(
                            "passedTests", Verdict.PASSED,
                            "warnedTests", Verdict.WARNING,
                            "failedTests", Verdict.FAILED,
                            "amibakery_notKnownTests", Verdict.NOT_KNOWN)
                    .forEach((list, verdict) -> {
                        if (attestation.predicate().get(list) instanceof List<?> names) {
                            // Only what stands in the list of those that passed, and in no other, has passed.
                            names.forEach(name -> checks.merge(
                                    String.valueOf(name),
                                    verdict,
                                    (one, other) -> one.compareTo(other) < 0 ? other : one));
                        }
                    });
        }
        return checks;
    }

    /** Only what says so passed. */
    private static Verdict verdict(Object result) {
        if (PASSED.equals(result)) {
            return Verdict.PASSED;
        }
        return FAILED.equals(result) ? Verdict.FAILED : Verdict.NOT_KNOWN;
    }
}
