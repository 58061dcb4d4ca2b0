package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.config.TrustedKeys;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.trust.ControllerAttestations;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What this controller has attested of tests of an AMI. */
public final class TestedAmi {
    private static final Logger LOG = Logger.getLogger(TestedAmi.class.getName());

    private TestedAmi() {}

    /** What the newest test came to; empty when nothing is attested, or it cannot be read. */
    public static Optional<TestResult.Told> of(String ami) {
        try {
            return AmiId.isAmiId(ami)
                    ? ControllerAttestations.get().tested(new AmiId(ami), TrustedKeys.verifier())
                    : Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Not known how " + ami + " was tested");
            return Optional.empty();
        }
    }
}
