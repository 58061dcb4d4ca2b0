package io.jenkins.plugins.amibakery.engine.attest;

import io.jenkins.plugins.amibakery.engine.attest.Attestations.Verified;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Of which bake AMIs come, as signed attestations say.
 *
 * @param kept the attestations
 * @param trusted the keys whose word counts
 */
public record Lineage(Attestations kept, Verifier trusted) {
    /**
     * The id of the bake of which two AMIs are one image in two regions: one key attests of both that the same packer build of the same bake
     * made them. Empty when none says so.
     */
    public Optional<String> common(AmiId one, AmiId other) throws IOException {
        List<Verified> others = kept.verified(other, trusted);
        return kept.verified(one, trusted).stream()
                .filter(ours -> others.stream().anyMatch(theirs -> alike(ours, theirs)))
                .flatMap(ours -> Provenance.origin(ours.attestation()).stream())
                .map(origin -> origin.get(0))
                .findFirst();
    }

    private static boolean alike(Verified one, Verified other) {
        Optional<List<String>> origin = Provenance.origin(one.attestation());
        return origin.isPresent()
                && origin.equals(Provenance.origin(other.attestation()))
                && one.key().equals(other.key())
                && !one.attestation()
                        .subject()
                        .region()
                        .equals(other.attestation().subject().region());
    }
}
