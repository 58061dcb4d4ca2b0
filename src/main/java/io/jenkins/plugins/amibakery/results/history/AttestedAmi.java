package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.config.TrustedKeys;
import io.jenkins.plugins.amibakery.engine.attest.DeployedAmi;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.trust.ControllerAttestations;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is attested of an AMI by keys that count on this controller. Whatever cannot be read is not attested. */
public interface AttestedAmi {
    /** What the newest test of an AMI came to; empty when nothing is attested. */
    Optional<TestResult.Told> tested(String ami);

    /** What the newest deployment of an AMI to an environment came to; empty when nothing is attested. */
    Optional<DeployedAmi.Told> deployed(String ami, String environment);

    /** What this controller keeps. */
    AttestedAmi HERE = new AttestedAmi() {
        @Override
        public Optional<TestResult.Told> tested(String ami) {
            return read(ami, id -> ControllerAttestations.get().tested(id, TrustedKeys.verifier()));
        }

        @Override
        public Optional<DeployedAmi.Told> deployed(String ami, String environment) {
            return read(ami, id -> ControllerAttestations.get().deployed(id, environment, TrustedKeys.verifier()));
        }
    };

    /** A question of the store. */
    interface Question<T> {
        Optional<T> answer(AmiId ami) throws IOException;
    }

    private static <T> Optional<T> read(String ami, Question<T> question) {
        try {
            return AmiId.isAmiId(ami) ? question.answer(new AmiId(ami)) : Optional.empty();
        } catch (IOException e) {
            Logger.getLogger(AttestedAmi.class.getName())
                    .log(Level.WARNING, e, () -> "Not known what is attested of " + ami);
            return Optional.empty();
        }
    }
}
