package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.engine.attest.DeployedAmi;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is attested of AMIs, as a test says. */
public final class PlayedAttestations implements AttestedAmi {
    private final Map<String, TestResult.Told> tests = new HashMap<>();
    private final Map<String, DeployedAmi.Told> deployments = new HashMap<>();

    public PlayedAttestations tested(String ami, Verdict verdict, String line) {
        tests.put(ami, new TestResult.Told(verdict, line, Instant.EPOCH));
        return this;
    }

    public PlayedAttestations deployed(String ami, String environment, Verdict verdict, String line) {
        deployments.put(
                ami + environment, new DeployedAmi.Told(environment, verdict, line, Instant.EPOCH, Instant.EPOCH));
        return this;
    }

    @Override
    public Optional<TestResult.Told> tested(String ami) {
        return Optional.ofNullable(tests.get(ami));
    }

    @Override
    public Optional<DeployedAmi.Told> deployed(String ami, String environment) {
        return Optional.ofNullable(deployments.get(ami + environment));
    }
}
