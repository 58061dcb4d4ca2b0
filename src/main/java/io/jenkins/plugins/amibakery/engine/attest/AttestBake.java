package io.jenkins.plugins.amibakery.engine.attest;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.PackerProvenance;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Attests how the AMIs of a bake were made.
 *
 * @param signer whose word it is
 * @param known what the signer knows itself
 * @param templateDigest SHA-256 of the template, as the machine that baked says
 * @param plugins packer's plugins, as it says
 */
public record AttestBake(Signer signer, Provenance.Known known, String templateDigest, List<String> plugins) {
    public AttestBake {
        plugins = List.copyOf(plugins);
    }

    /**
     * Signs and keeps an attestation of each AMI of a bake that went well. One that EC2 was not asked about gets none, as its account is
     * not known.
     */
    public void keep(BakeReport report, Attestations store) throws IOException {
        if (report.outcome() != BakeOutcome.SUCCESS) {
            return;
        }
        for (BakedAmi baked : report.amis()) {
            Optional<Ami> described =
                    baked.described().filter(ami -> !ami.ownerId().isEmpty());
            if (described.isPresent()) {
                Ami ami = described.get();
                Subject subject = new Subject(ami.ownerId(), ami.region(), ami.id());
                Optional<String> packers = packers(report, ami);
                if (packers.isPresent()) {
                    store.keepPackers(subject, packers.get());
                }
                store.attest(
                        new Provenance(known, reported(report, baked, ami)).about(subject), known.bakeId(), signer);
            }
        }
    }

    private Provenance.Reported reported(BakeReport report, BakedAmi baked, Ami ami) {
        return new Provenance.Reported(
                baked.builder(),
                templateDigest,
                Tags.commit(ami.tags()),
                ami.source().map(AmiId::value).stream().toList(),
                report.packerVersion(),
                plugins,
                ami.tags().getOrDefault(Tags.BAKE_KEY, ""),
                digest(report.packages()),
                packers(report, ami).map(Sha256::of).orElse(""),
                copies(report, baked));
    }

    /** What is no JSON object, packer did not write. */
    private static Optional<String> packers(BakeReport report, Ami ami) {
        return report.provenance().stream()
                .filter(one -> one.isOf(ami.region(), ami.id()))
                .map(PackerProvenance::text)
                .filter(Node::isObject)
                .findFirst();
    }

    private static Map<Region, AmiId> copies(BakeReport report, BakedAmi baked) {
        return report.amis().stream()
                .filter(other -> other.builder().equals(baked.builder()))
                .filter(other -> !other.region().equals(baked.region()))
                .collect(Collectors.toMap(BakedAmi::region, BakedAmi::id, (one, other) -> one));
    }

    private static String digest(Map<String, String> packages) {
        return packages.isEmpty()
                ? ""
                : Sha256.of(new TreeMap<>(packages)
                        .entrySet().stream()
                                .map(one -> one.getKey() + " " + one.getValue() + "\n")
                                .collect(Collectors.joining()));
    }
}
