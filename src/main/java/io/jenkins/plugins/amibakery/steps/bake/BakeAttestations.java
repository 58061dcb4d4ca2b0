package io.jenkins.plugins.amibakery.steps.bake;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.config.ControllerAttestations;
import io.jenkins.plugins.amibakery.engine.attest.AttestBake;
import io.jenkins.plugins.amibakery.engine.attest.Provenance;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.PluginList;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.trust.JobIdentity;
import io.jenkins.plugins.amibakery.trust.SigningKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Attests here, on the controller, how the AMIs of a bake were made. The controller itself knows whose build it was, of which recipe, and
 * when; the rest is what the agent says, and stands apart.
 */
final class BakeAttestations {
    private BakeAttestations() {}

    /** @param report of a bake that has ended; nothing is attested of one that failed */
    static void keep(BakeParameters parameters, BakeState state, BuildContext site, BakeReport report)
            throws InterruptedException {
        try {
            Run<?, ?> run = site.run();
            String jenkins = ControllerAttestations.builder();
            Provenance.Known known = new Provenance.Known(
                    jenkins,
                    jenkins + run.getUrl(),
                    state.id(),
                    JobIdentity.of(run.getParent()),
                    BakeRequests.recipe(parameters),
                    parameters.template,
                    Instant.ofEpochMilli(state.began()),
                    Instant.ofEpochMilli(state.began()).plus(report.duration()));
            AttestBake attest = new AttestBake(SigningKey.get().signer(), known, state.digest, plugins(state));
            ControllerAttestations.ask(kept -> {
                attest.keep(report, kept);
                return null;
            });
        } catch (IOException | IllegalArgumentException e) {
            site.say("Not attested how its AMIs were made: " + e.getMessage());
        }
    }

    private static List<String> plugins(BakeState state) {
        return PackerVersion.read(state.packerVersion)
                .map(version -> PluginList.read(state.plugins, version))
                .orElseGet(List::of);
    }
}
