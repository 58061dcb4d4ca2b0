package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.attest.AttestBake;
import io.jenkins.plugins.amibakery.engine.attest.Attestations;
import io.jenkins.plugins.amibakery.engine.attest.Provenance;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseClaim;
import io.jenkins.plugins.amibakery.engine.store.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What this user has attested of AMIs, below the folder of what should outlive the program. */
final class LocalAttestations {
    private LocalAttestations() {}

    static Path folder(Map<String, String> environment) {
        return UserFolder.state(environment).resolve("attestations");
    }

    static Attestations in(Map<String, String> environment) {
        return new Attestations(new FileStore(folder(environment)));
    }

    /** Attests how the AMIs of a bake were made that has just ended. */
    static void keep(Map<String, String> environment, BakeRequest request, BakeReport report, String digest)
            throws IOException {
        Instant now = Instant.now();
        Provenance.Known known = new Provenance.Known(
                Provenance.Known.TERMINAL,
                report.bakeId(),
                report.bakeId(),
                ReuseClaim.TERMINAL,
                request.recipe(),
                request.template().toString(),
                now.minus(report.duration()),
                now);
        new AttestBake(new LocalTrust(environment).signer(), known, digest, List.of()).keep(report, in(environment));
    }
}
