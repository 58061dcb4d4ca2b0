package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.config.ControllerAttestations;
import io.jenkins.plugins.amibakery.config.TrustedKeys;
import io.jenkins.plugins.amibakery.engine.attest.DeployedAmi;
import io.jenkins.plugins.amibakery.engine.attest.Lineage;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is attested of AMIs where this controller keeps it. */
final class KeptAttestations implements AttestedAmi {
    @Override
    public Optional<TestResult.Told> tested(String ami) {
        return read(ami, Lineage::tested, why -> new TestResult.Told(Verdict.NOT_KNOWN, why, Instant.EPOCH));
    }

    @Override
    public Optional<DeployedAmi.Told> deployed(String ami, String environment) {
        return read(
                ami,
                (kept, id) -> kept.deployed(id, environment),
                why -> new DeployedAmi.Told(environment, Verdict.NOT_KNOWN, why, Instant.EPOCH, Instant.EPOCH));
    }

    /** A question of the store. */
    private interface Question<T> {
        Optional<T> answer(Lineage kept, AmiId ami) throws IOException;
    }

    private static <T> Optional<T> read(String ami, Question<T> question, Function<String, T> unread) {
        try {
            return AmiId.isAmiId(ami)
                    ? ControllerAttestations.ask(
                            kept -> question.answer(new Lineage(kept, TrustedKeys.verifier()), new AmiId(ami)))
                    : Optional.empty();
        } catch (IOException e) {
            Logger.getLogger(KeptAttestations.class.getName())
                    .log(Level.WARNING, e, () -> "Not known what is attested of " + ami);
            return Optional.of(unread.apply("the attestations cannot be read: " + e.getMessage()));
        }
    }
}
