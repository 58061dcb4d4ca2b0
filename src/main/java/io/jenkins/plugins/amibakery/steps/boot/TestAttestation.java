package io.jenkins.plugins.amibakery.steps.boot;

import io.jenkins.plugins.amibakery.config.ControllerAttestations;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.boot.AmiTest;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.trust.SigningKey;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Signs here, on the controller, what a test of an AMI came to, as the agent that made it says; and keeps its boot time with the job's bake. */
final class TestAttestation {
    private TestAttestation() {}

    static void keep(AmiTest test, BuildContext site) throws InterruptedException {
        try {
            TestResult result = new TestResult(test, "agent", Instant.now());
            ControllerAttestations.ask(kept -> {
                result.keep(kept, SigningKey.get().signer());
                return null;
            });
        } catch (IOException | IllegalArgumentException e) {
            site.say("Not attested what its test came to: " + e.getMessage());
        }
        booted(test, site);
    }

    /** Of other jobs' bakes a job keeps nothing. */
    private static void booted(AmiTest test, BuildContext site) throws InterruptedException {
        if (test.bootMillis() < 0) {
            return;
        }
        try {
            BakeHistory history = BakeHistory.of(site.run().getParent());
            Optional<BakeEntry> bake = history.bakeOf(test.ami().value());
            if (bake.isPresent()) {
                history.update(bake.get().getBakeId(), entry -> entry.booted(test.bootMillis()));
            }
        } catch (IOException e) {
            site.say("Not kept how long it took to boot: " + e.getMessage());
        }
    }
}
