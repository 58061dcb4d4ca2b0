package io.jenkins.plugins.amibakery.steps.boot;

import io.jenkins.plugins.amibakery.engine.attest.Attestation;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.boot.AmiTest;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.trust.ControllerAttestations;
import io.jenkins.plugins.amibakery.trust.SigningKey;
import java.io.IOException;
import java.util.Optional;

/** Signs here, on the controller, what a test of an AMI came to, as the agent that made it says. */
final class TestAttestation {
    private TestAttestation() {}

    static void keep(AmiTest test, BuildContext site) throws InterruptedException {
        try {
            Optional<Attestation> about = new TestResult(test, "agent").attestation();
            if (about.isPresent()) {
                ControllerAttestations.get()
                        .keep(about.get(), about.get().signedBy(SigningKey.get().signer()));
            }
        } catch (IOException | IllegalArgumentException e) {
            site.say("Not attested what its test came to: " + e.getMessage());
        }
    }
}
