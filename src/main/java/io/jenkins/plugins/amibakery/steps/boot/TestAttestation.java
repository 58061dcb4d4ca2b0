package io.jenkins.plugins.amibakery.steps.boot;

import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.boot.AmiTest;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.trust.ControllerAttestations;
import io.jenkins.plugins.amibakery.trust.SigningKey;
import java.io.IOException;
import java.time.Instant;

/** Signs here, on the controller, what a test of an AMI came to, as the agent that made it says. */
final class TestAttestation {
    private TestAttestation() {}

    static void keep(AmiTest test, BuildContext site) throws InterruptedException {
        try {
            new TestResult(test, "agent", Instant.now())
                    .keep(ControllerAttestations.get(), SigningKey.get().signer());
        } catch (IOException | IllegalArgumentException e) {
            site.say("Not attested what its test came to: " + e.getMessage());
        }
    }
}
