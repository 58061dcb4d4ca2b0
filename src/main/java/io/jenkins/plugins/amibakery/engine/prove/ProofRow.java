package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Objects;

/**
 * What one proof came to.
 *
 * @param verdict never null
 * @param evidence what tells so in one line without a full stop; the first thing that is wrong, where several are
 * @param since since when its verdict is this one, in whole seconds
 */
public record ProofRow(Proof proof, Verdict verdict, String evidence, Instant since) implements Serializable {
    private static final int LONGEST = 600;

    /** @throws IllegalArgumentException when it cannot be an honest one */
    public ProofRow {
        Objects.requireNonNull(proof);
        Objects.requireNonNull(verdict);
        Limits.text("the evidence of a proof", evidence, LONGEST + 1);
        evidence = Limits.brief(evidence, LONGEST);
        since = since.truncatedTo(ChronoUnit.SECONDS);
    }

    static ProofRow of(Proof proof, Verdict verdict, String evidence) {
        return new ProofRow(proof, verdict, Limits.cut(evidence, LONGEST), Instant.EPOCH);
    }

    static ProofRow green(Proof proof, String evidence) {
        return of(proof, Verdict.GREEN, evidence);
    }

    static ProofRow red(Proof proof, String evidence) {
        return of(proof, Verdict.RED, evidence);
    }

    static ProofRow unknown(Proof proof, String evidence) {
        return of(proof, Verdict.NOT_KNOWN, evidence);
    }

    ProofRow since(Instant when) {
        return new ProofRow(proof, verdict, evidence, when);
    }

    LinkedHashMap<String, Object> tree() {
        LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("proof", proof.id());
        tree.put("title", proof.title());
        tree.put("incident", proof.incident());
        tree.put("verdict", verdict.word());
        tree.put("evidence", evidence);
        tree.put("since", since.toString());
        return tree;
    }
}
