package io.jenkins.plugins.amibakery.engine.attest;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a deployment of AMIs to an environment ended, and what was checked there since. Of an AMI and environment the newest deployment
 * counts, so that a failure outweighs an earlier success, and of that the newest statement.
 *
 * @param known what whoever signs it knows of the deployment
 * @param checks what was checked in the environment, by smoke tests and testers
 * @param signed when it was signed
 */
public record DeployedAmi(Known known, List<Check> checks, Instant signed) {
    /** The type of the predicate. */
    public static final String TYPE = "https://plugins.jenkins.io/ami-bakery/deployment/v1";

    private static final String ENVIRONMENT = "environment";
    private static final String INVOCATION = "invocationId";
    private static final String FAILURE = "failure";
    private static final String ENDED = "endedOn";
    private static final String CHECKS = "checks";
    private static final String NAME = "name";
    private static final String VERDICT = "verdict";
    private static final String EVIDENCE = "evidence";
    private static final int LONGEST_FAILURE = 500;

    /**
     * A deployment that ended.
     *
     * @param invocation the URL of its build
     * @param job the id of the build's job
     * @param deployment its own id
     * @param environment to which it deployed
     * @param stacks names and regions of its stacks
     * @param failure why it did not succeed; empty when it did
     * @param ended when it ended
     * @param override who got it past the gate, why, when and what was refused; empty for nobody
     */
    public record Known(
            String invocation,
            String job,
            String deployment,
            String environment,
            List<String> stacks,
            String failure,
            Instant ended,
            List<String> override) {
        public Known {
            failure = Limits.brief(failure, LONGEST_FAILURE);
            stacks = List.copyOf(stacks);
            override = List.copyOf(override);
        }
    }

    public DeployedAmi {
        checks = List.copyOf(checks);
    }

    /**
     * Signs and keeps it of each AMI.
     *
     * @return the AMIs of which it is not attested: nothing else is, so that it is not known whose they are
     */
    public List<AmiId> keep(Attestations store, Signer signer, Verifier trusted, Collection<AmiId> amis)
            throws IOException {
        List<AmiId> unknown = new ArrayList<>();
        String occasion = known.deployment() + (checks.isEmpty() ? "" : " " + signed.toEpochMilli());
        for (AmiId ami : amis) {
            Optional<Subject> subject = store.verified(ami, trusted).stream()
                    .map(found -> found.attestation().subject())
                    .findFirst();
            if (subject.isPresent()) {
                store.attest(new Attestation(subject.get(), TYPE, predicate()), occasion, signer);
            } else {
                unknown.add(ami);
            }
        }
        return unknown;
    }

    private Map<String, Object> predicate() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(ENVIRONMENT, known.environment());
        tree.put(INVOCATION, known.invocation());
        tree.put("job", known.job());
        tree.put("deployment", known.deployment());
        tree.put("stacks", new ArrayList<>(known.stacks()));
        tree.put(FAILURE, known.failure());
        tree.put(ENDED, known.ended().truncatedTo(ChronoUnit.MILLIS).toString());
        tree.put("override", new ArrayList<>(known.override()));
        tree.put(CHECKS, new ArrayList<>(checks.stream().map(DeployedAmi::tree).toList()));
        tree.put(Attestation.SIGNED, signed.truncatedTo(ChronoUnit.MILLIS).toString());
        return tree;
    }

    private static Map<String, Object> tree(Check check) {
        return Map.of(NAME, check.name(), VERDICT, check.word(), EVIDENCE, check.evidence());
    }

    /**
     * What a verified attestation says of a deployment.
     *
     * @param environment to which the AMI was deployed
     * @param verdict passed when the deployment succeeded and there are checks that all passed
     * @param line for a person
     * @param ended when the deployment ended; the beginning of time when that is not said
     * @param signed when it was signed; the beginning of time when that is not said
     */
    public record Told(String environment, Verdict verdict, String line, Instant ended, Instant signed) {
        /** The one that counts comes last. */
        public static final Comparator<Told> ORDER =
                Comparator.comparing(Told::ended).thenComparing(Told::signed);

        /** The same as it counts for a copy of the AMI that was deployed. */
        Told of(AmiId deployed) {
            return new Told(environment, verdict, "as the copy of " + deployed + ": " + line, ended, signed);
        }

        /** Whether it was checked there and all checks passed. */
        public boolean passed() {
            return verdict == Verdict.PASSED;
        }
    }

    /** Reads what an attestation says; empty when it is of anything else. */
    public static Optional<Told> read(Attestation attestation) {
        if (!attestation.predicateType().equals(TYPE)) {
            return Optional.empty();
        }
        Map<String, Object> said = attestation.predicate();
        List<Check> checks = new ArrayList<>();
        if (said.get(CHECKS) instanceof List<?> list) {
            list.forEach(one -> checks.add(check(one)));
        }
        String failure = String.valueOf(said.get(FAILURE));
        List<Check> bad =
                checks.stream().filter(one -> one.verdict() != Verdict.PASSED).toList();
        boolean deployed = failure.isEmpty();
        return Optional.of(new Told(
                String.valueOf(said.get(ENVIRONMENT)),
                deployed ? verdict(checks, bad) : Verdict.FAILED,
                deployed
                        ? "deployed by " + said.get(INVOCATION) + ", " + line(checks, bad)
                        : "its deployment by " + said.get(INVOCATION) + " failed: " + failure,
                attestation.when(ENDED),
                attestation.signedOn()));
    }

    private static String line(List<Check> checks, List<Check> bad) {
        if (checks.isEmpty()) {
            return "and nothing was checked there";
        }
        return bad.isEmpty()
                ? "passed " + String.join(", ", checks.stream().map(Check::name).toList())
                : bad.get(0).name() + " " + bad.get(0).verdict().shown().toLowerCase(Locale.ROOT) + ": "
                        + bad.get(0).evidence();
    }

    private static Check check(Object said) {
        Map<?, ?> one = said instanceof Map<?, ?> map ? map : Map.of();
        Verdict verdict;
        try {
            verdict = Verdict.of(String.valueOf(one.get(VERDICT)));
        } catch (IllegalArgumentException e) {
            verdict = Verdict.NOT_KNOWN;
        }
        return new Check(String.valueOf(one.get(NAME)), verdict, String.valueOf(one.get(EVIDENCE)));
    }

    private static Verdict verdict(List<Check> checks, List<Check> bad) {
        if (bad.stream().anyMatch(one -> one.verdict() == Verdict.FAILED)) {
            return Verdict.FAILED;
        }
        return checks.isEmpty() || !bad.isEmpty() ? Verdict.NOT_KNOWN : Verdict.PASSED;
    }
}
