package io.jenkins.plugins.amibakery.engine.attest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.boot.AmiTest;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.store.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an AMI may take over of another that it is a copy of, and who only says that it is one. */
class LineageTest {
    private static final Signer OURS = Signer.fresh();
    private static final Signer ALSO_TRUSTED = Signer.fresh();
    private static final Region WEST = new Region("us-west-2");
    private static final Region EAST = new Region("us-east-1");
    private static final AmiId TESTED = new AmiId("ami-0aaaaaaaaaaaaaaaa");
    private static final AmiId COPY = new AmiId("ami-0bbbbbbbbbbbbbbbb");
    private static final Verifier TRUSTED = new Verifier(List.of(OURS.verifyingKey(), ALSO_TRUSTED.verifyingKey()));

    private Attestations kept;

    @BeforeEach
    void bakeTestAndDeploy(@TempDir Path home) throws IOException {
        kept = new Attestations(new FileStore(home));
        baked(TESTED, WEST, "7f3a", "web", OURS, Map.of(EAST, COPY));
        deployed(TESTED, WEST, 1, Verdict.PASSED);
    }

    private void baked(AmiId ami, Region region, String bake, String build, Signer signer, Map<Region, AmiId> copies)
            throws IOException {
        Provenance.Known known = new Provenance.Known(
                "https://jenkins/", "1", bake, "job", "web", "web.json", Instant.EPOCH, Instant.EPOCH);
        Provenance.Reported reported =
                new Provenance.Reported(build, "", "", List.of(), "1.6.6", List.of(), "", "", "", copies);
        kept.attest(new Provenance(known, reported).about(subject(ami, region)), bake, signer);
    }

    private static Subject subject(AmiId ami, Region region) {
        return new Subject("123456789012", region, ami);
    }

    private void deployed(AmiId ami, Region region, long second, Verdict verdict) throws IOException {
        Instant signed = Instant.ofEpochSecond(second);
        new TestResult(test(ami, region, verdict), "agent", signed).keep(kept, OURS);
        new DeployedAmi(
                        new DeployedAmi.Known("job/qa/7/", "1f", "d-7", "qa", List.of(), "", Instant.EPOCH, List.of()),
                        List.of(new Check("Smoke test", verdict, "HTTP 200")),
                        signed)
                .keep(kept, OURS, TRUSTED, List.of(ami));
    }

    private static AmiTest test(AmiId ami, Region region, Verdict verdict) {
        return new AmiTest(
                "test-1",
                "n".repeat(32),
                ami,
                region,
                "123456789012",
                "web",
                "i-0123456789abcdef0",
                "t3.small",
                "",
                Instant.EPOCH,
                Instant.EPOCH,
                -1,
                List.of(new Check(AmiTest.HEALTH, verdict, ""), new Check(AmiTest.BOOT, Verdict.PASSED, "")),
                List.of(),
                "");
    }

    private List<String> said(AmiId ami) throws IOException {
        Lineage lineage = new Lineage(kept, TRUSTED);
        return List.of(
                lineage.tested(ami).map(TestResult.Told::line).orElse("none"),
                lineage.deployed(ami, "qa").map(DeployedAmi.Told::line).orElse("none"));
    }

    private void assertNoCopy() throws IOException {
        assertThat(said(COPY)).containsExactly("none", "none");
    }

    @Test
    void aCopyInAnotherRegionCountsAsTheAmiThatPassedAndSaysWhich() throws IOException {
        baked(COPY, EAST, "7f3a", "web", OURS, Map.of(WEST, TESTED));

        assertThat(said(COPY)).allSatisfy(line -> assertThat(line).startsWith("as the copy of " + TESTED + ": "));
        assertThat(new Lineage(kept, TRUSTED).tested(COPY)).get().matches(TestResult.Told::passed);
        assertThat(new Lineage(kept, TRUSTED).deployed(COPY, "qa")).get().matches(DeployedAmi.Told::passed);
        assertThat(new Lineage(kept, TRUSTED).deployed(COPY, "dev")).isEmpty();
    }

    @Test
    void whatIsSaidOfTheCopyItselfComesFirst() throws IOException {
        baked(COPY, EAST, "7f3a", "web", OURS, Map.of(WEST, TESTED));
        deployed(COPY, EAST, 0, Verdict.FAILED);

        assertThat(said(COPY)).noneMatch(line -> line.contains("copy"));
        assertThat(new Lineage(kept, TRUSTED).deployed(COPY, "qa")).get().matches(told -> !told.passed());
    }

    @Test
    void anAmiOfWhichNothingIsAttestedIsNoCopyWhateverItsTagsOrNameSay() throws IOException {
        assertNoCopy();
    }

    @Test
    void anAmiOfTheSameRecipeAndNameButAnotherBakeIsNone() throws IOException {
        baked(COPY, EAST, "8f3a", "web", OURS, Map.of());
        assertNoCopy();
    }

    @Test
    void oneThatClaimsToBeACopyButIsOfAnotherBakeIsNone() throws IOException {
        baked(COPY, EAST, "8f3a", "web", OURS, Map.of(WEST, TESTED));
        assertNoCopy();
    }

    @Test
    void oneOfAnotherBuildOfTheBakeIsNone() throws IOException {
        baked(COPY, EAST, "7f3a", "worker", OURS, Map.of(WEST, TESTED));
        assertNoCopy();
    }

    @Test
    void oneInTheSameRegionIsNone() throws IOException {
        baked(COPY, WEST, "7f3a", "web", OURS, Map.of(EAST, TESTED));
        assertNoCopy();
    }

    @Test
    void theWordOfAnotherKeyIsNotEnough() throws IOException {
        baked(COPY, EAST, "7f3a", "web", Signer.fresh(), Map.of(WEST, TESTED));
        assertNoCopy();
        baked(COPY, EAST, "7f3a", "web", ALSO_TRUSTED, Map.of(WEST, TESTED));
        assertNoCopy();
    }
}
