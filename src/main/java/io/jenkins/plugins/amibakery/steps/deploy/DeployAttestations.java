package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.config.ControllerAttestations;
import io.jenkins.plugins.amibakery.config.TrustedKeys;
import io.jenkins.plugins.amibakery.engine.attest.DeployedAmi;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.results.history.ApprovalChecks;
import io.jenkins.plugins.amibakery.results.page.DeploymentsAction;
import io.jenkins.plugins.amibakery.results.record.ActionWords;
import io.jenkins.plugins.amibakery.results.record.CheckRecord;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.OverrideRecord;
import io.jenkins.plugins.amibakery.results.record.StackRecord;
import io.jenkins.plugins.amibakery.results.record.Status;
import io.jenkins.plugins.amibakery.trust.JobIdentity;
import io.jenkins.plugins.amibakery.trust.SigningKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Attests here, on the controller, how a deployment ended, and again with each check of it. */
final class DeployAttestations {
    private DeployAttestations() {}

    /**
     * Attests what a build keeps of a deployment; nothing of one that runs, or ended before Runway began.
     *
     * @return why that is not attested of some AMIs, in one line; empty when it is
     */
    static Optional<String> keep(Run<?, ?> run, String id) {
        Optional<DeploymentRecord> done = DeploymentsAction.of(run).find(id).filter(DeployAttestations::isOne);
        if (done.isEmpty()) {
            return Optional.empty();
        }
        try {
            DeployedAmi statement = statement(run, done.get());
            List<AmiId> amis = done.get().getAmis().stream().map(AmiId::new).toList();
            List<AmiId> unknown = ControllerAttestations.ask(
                    kept -> statement.keep(kept, SigningKey.get().signer(), TrustedKeys.verifier(), amis));
            return unknown.isEmpty()
                    ? Optional.empty()
                    : Optional.of("Not attested how the deployment of "
                            + unknown.stream().map(AmiId::value).collect(Collectors.joining(", ")) + " to "
                            + done.get().getEnvironment() + " ended"
                            + ": neither its bake nor a test of it is attested, so its account is not known.");
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("Not attested how the deployment ended: " + e.getMessage());
        }
    }

    private static DeployedAmi statement(Run<?, ?> run, DeploymentRecord record) throws IOException {
        List<Check> checks = record.getChecks().stream()
                .filter(check -> !check.getName().equals(ApprovalChecks.APPROVAL))
                .map(CheckRecord::check)
                .toList();
        OverrideRecord override = record.getOverride();
        return new DeployedAmi(
                new DeployedAmi.Known(
                        ControllerAttestations.builder() + run.getUrl(),
                        JobIdentity.of(run.getParent()),
                        record.getId(),
                        record.getEnvironment(),
                        record.getStacks().stream()
                                .map(DeployAttestations::place)
                                .toList(),
                        failure(record),
                        Instant.ofEpochMilli(record.getEnded()),
                        override == null
                                ? List.of()
                                : List.of(
                                        override.getUser(),
                                        override.getReason(),
                                        override.getWhenText(),
                                        String.join("; ", override.getRefused()))),
                checks,
                Instant.now());
    }

    static boolean isOne(DeploymentRecord record) {
        return record.getAction().equals(ActionWords.DEPLOY)
                && record.isRunwayDone()
                && !record.getAmis().isEmpty();
    }

    static String failure(DeploymentRecord record) {
        return record.getOutcome().equals(Status.SUCCESS)
                ? ""
                : record.failureLines().stream()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse("it did not finish.");
    }

    private static String place(StackRecord stack) {
        return stack.getName() + " in " + stack.getRegion();
    }
}
