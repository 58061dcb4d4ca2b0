package io.jenkins.plugins.amibakery.engine.attest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeReports;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.PackerProvenance;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.store.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bake's statement names beside what the bakery says itself. */
class AttestBakeTest {
    private static final Signer OURS = Signer.fresh();
    private static final BakedAmi AMI = BakeReports.AMI;
    private static final String FILE = "web.mitchellh.amazonebs-us-west-2_" + AMI.id() + ".provenance.json";

    @TempDir
    private Path home;

    private Attestation attested(PackerProvenance... said) throws IOException {
        return attested(List.of(AMI), said);
    }

    private Attestation attested(List<BakedAmi> amis, PackerProvenance... said) throws IOException {
        BakeReport report = new BakeReport(
                "b-1",
                BakeOutcome.SUCCESS,
                "1.16.0",
                amis,
                List.of(),
                List.of(),
                List.of(),
                Duration.ZERO,
                null,
                Map.of(),
                List.of(),
                Map.of(),
                List.of(said));
        Attestations kept = kept();
        Provenance.Known known = new Provenance.Known(
                "https://jenkins/", "1", "b-1", "job", "web", "web.json", Instant.EPOCH, Instant.EPOCH);
        new AttestBake(OURS, known, "", List.of()).keep(report, kept);
        return kept.verified(AMI.id(), new Verifier(List.of(OURS.verifyingKey())))
                .get(0)
                .attestation();
    }

    private Attestations kept() {
        return new Attestations(new FileStore(home));
    }

    @Test
    void packersOwnProvenanceIsKeptBesideAndNamedByItsDigest() throws IOException {
        String text = "{\"_type\": \"https://in-toto.io/Statement/v1\"}";

        Attestation attestation = attested(new PackerProvenance(FILE, text));

        String digest = Provenance.packers(attestation).orElseThrow();
        assertThat(digest).isEqualTo(Sha256.of(text));
        assertThat(kept().packers(attestation.subject(), digest)).contains(text);
        assertThat(kept().packers(attestation.subject(), "0".repeat(64))).isEmpty();
    }

    @Test
    void whatAnAgentMakesUpOfItIsNotTaken() throws IOException {
        assertThat(Provenance.packers(attested(
                        new PackerProvenance(FILE, "<script>"),
                        new PackerProvenance(FILE.replace(AMI.id().value(), "ami-0ffffffffffffffff"), "{}"))))
                .isEmpty();
    }

    @Test
    void theAmisOfABuildNameEachOtherAsCopiesAndThoseOfAnotherBuildNot() throws IOException {
        BakedAmi copy = made("web", "eu-west-1", "ami-0bbbbbbbbbbbbbbbb");
        BakedAmi other = made("db", "eu-west-1", "ami-0cccccccccccccccc");

        Attestation attestation = attested(List.of(AMI, copy, other));

        assertThat(Provenance.copies(attestation)).containsExactly(copy.id());
        Lineage lineage = new Lineage(kept(), new Verifier(List.of(OURS.verifyingKey())));
        assertThat(lineage.common(AMI.id(), copy.id())).contains("b-1");
        assertThat(lineage.common(AMI.id(), other.id())).isEmpty();
    }

    private static BakedAmi made(String build, String code, String id) {
        Ami like = AMI.described().orElseThrow();
        Region region = new Region(code);
        return BakedAmi.named(build, region, new AmiId(id))
                .describedAs(new Ami(
                        new AmiId(id),
                        region,
                        like.name(),
                        like.ownerId(),
                        like.state(),
                        "",
                        like.created(),
                        like.architecture(),
                        true,
                        List.of(),
                        like.tags()));
    }

    @Test
    void aBakeWithoutItSaysNothingOfIt() throws IOException {
        assertThat(Provenance.packers(attested())).isEmpty();
    }
}
