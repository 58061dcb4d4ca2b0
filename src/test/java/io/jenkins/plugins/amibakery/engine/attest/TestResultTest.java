package io.jenkins.plugins.amibakery.engine.attest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.boot.AmiTest;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.store.DocumentName;
import io.jenkins.plugins.amibakery.engine.store.FileStore;
import io.jenkins.plugins.amibakery.engine.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a test of an AMI came to, as others read it, and which one counts. */
class TestResultTest {
    private static final AmiId AMI = new AmiId("ami-0d53cc9bd365ad65b");
    private static final Signer OURS = Signer.fresh();
    private static final Verifier TRUSTED = new Verifier(List.of(OURS.verifyingKey()));

    @TempDir
    private Path home;

    private static AmiTest test(String account, String ended, Verdict health, Verdict manifest) {
        return test(account, ended, health, manifest, "");
    }

    private static AmiTest test(String account, String ended, Verdict health, Verdict manifest, String made) {
        return new AmiTest(
                "test-" + ended.substring(17, 19),
                "n".repeat(32),
                AMI,
                new Region("us-west-2"),
                account,
                "img-mgr",
                "i-0123456789abcdef0",
                "t3.small",
                "",
                Instant.parse("2026-11-30T10:00:00Z"),
                Instant.parse(ended),
                health == Verdict.PASSED ? 41_700 : -1,
                List.of(
                        new Check(AmiTest.HEALTH, health, "is-system-running: running"),
                        new Check(AmiTest.BOOT, Verdict.PASSED, "none"),
                        new Check(AmiTest.MANIFEST, manifest, "")),
                List.of(),
                made);
    }

    private static Attestation attested(String ended, Verdict health, Verdict manifest) {
        return attested(Instant.parse(ended), test("123456789012", ended, health, manifest));
    }

    private static Attestation attested(Instant signed, AmiTest test) {
        return new TestResult(test, "agent", signed).attestation().orElseThrow();
    }

    private static TestResult.Told told(Verdict health, Verdict manifest) {
        return TestResult.read(attested("2026-11-30T10:01:00Z", health, manifest))
                .orElseThrow();
    }

    @Test
    void aPassedTestSaysWhichChecksPassed() {
        Map<String, Object> predicate = attested("2026-11-30T10:01:00Z", Verdict.PASSED, Verdict.NOT_KNOWN)
                .predicate();
        assertThat(predicate)
                .containsEntry("result", "PASSED")
                .containsEntry("passedTests", List.of(AmiTest.HEALTH, AmiTest.BOOT))
                .containsEntry("failedTests", List.of())
                .containsEntry("amibakery_notKnownTests", List.of(AmiTest.MANIFEST));
        assertThat(predicate.get("amibakery_test").toString()).contains("reportedBy=agent", "bootMillis=41700");
    }

    @Test
    void onlyWhatPassedIsGood() {
        assertThat(told(Verdict.PASSED, Verdict.PASSED))
                .isEqualTo(new TestResult.Told(
                        Verdict.PASSED, "testAmi passed, healthy after 42 s", Instant.parse("2026-11-30T10:01:00Z")));
        assertThat(told(Verdict.FAILED, Verdict.PASSED).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(told(Verdict.FAILED, Verdict.PASSED).line()).isEqualTo("testAmi failed: [Health]");
        assertThat(told(Verdict.NOT_KNOWN, Verdict.PASSED).verdict()).isEqualTo(Verdict.NOT_KNOWN);
    }

    @Test
    void theNewestTestThatATrustedKeySignedCounts() throws IOException {
        Attestations kept = new Attestations(new FileStore(home));
        assertThat(new Lineage(kept, TRUSTED).tested(AMI)).isEmpty();
        Attestation good = attested("2026-11-30T10:01:01Z", Verdict.PASSED, Verdict.PASSED);
        Attestation bad = attested("2026-11-30T10:01:02Z", Verdict.FAILED, Verdict.PASSED);
        Attestation strangers = attested("2026-11-30T10:01:03Z", Verdict.PASSED, Verdict.PASSED);
        kept.keep(strangers, "3", strangers.signedBy(Signer.fresh()));
        assertThat(new Lineage(kept, TRUSTED).tested(AMI)).isEmpty();
        kept.keep(good, "1", good.signedBy(OURS));
        assertThat(new Lineage(kept, TRUSTED).tested(AMI).orElseThrow().passed())
                .isTrue();
        kept.keep(bad, "2", bad.signedBy(OURS));
        assertThat(new Lineage(kept, TRUSTED).tested(AMI).orElseThrow().verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(kept.names(AMI)).hasSize(3);
    }

    @Test
    void theMachineThatTestedDoesNotSayWhichTestIsTheNewest() throws IOException {
        Attestations kept = new Attestations(new FileStore(home));
        AmiTest datedAhead = test("123456789012", "2099-11-30T10:01:01Z", Verdict.PASSED, Verdict.PASSED);
        AmiTest honest = test("123456789012", "2026-11-30T10:01:02Z", Verdict.FAILED, Verdict.PASSED);
        kept.attest(attested(Instant.parse("2026-11-30T10:01:01Z"), datedAhead), "1", OURS);
        kept.attest(attested(Instant.parse("2026-11-30T10:01:02Z"), honest), "2", OURS);
        assertThat(new Lineage(kept, TRUSTED).tested(AMI).orElseThrow().verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void anAmiWhoseAccountIsNotKnownIsNotAttested() {
        assertThat(new TestResult(
                                test("", "2026-11-30T10:01:00Z", Verdict.PASSED, Verdict.PASSED),
                                "agent",
                                Instant.EPOCH)
                        .attestation())
                .isEmpty();
    }

    @Test
    void anyOtherStatementIsNoTest() {
        Subject ami = new Subject("123456789012", new Region("us-west-2"), AMI);
        assertThat(TestResult.read(new Attestation(ami, Provenance.TYPE, Map.of("result", "PASSED"))))
                .isEmpty();
        assertThat(Stream.of(Map.<String, Object>of(), Map.<String, Object>of("result", 7, "amibakery_test", "x"))
                        .map(predicate -> TestResult.read(new Attestation(ami, TestResult.TYPE, predicate)))
                        .map(read -> read.orElseThrow().passed()))
                .containsOnly(false);
    }

    @Test
    void theManifestThatATestMadeIsKeptAndItsDigestSigned() throws Exception {
        FileStore store = new FileStore(home);
        String made = "{\"madeBy\":\"test\"}\n";
        AmiTest test = test("123456789012", "2026-11-30T10:01:00Z", Verdict.PASSED, Verdict.NOT_KNOWN, made);

        new TestResult(test, "agent", Instant.parse("2026-11-30T10:02:00Z")).keep(new Attestations(store), OURS);

        DocumentName name = DocumentName.of("manifests", AMI.value(), "us-west-2", Sha256.of(made) + ".json");
        assertThat(store.read(name)).map(Store.Document::text).contains(made);
        assertThat(new Attestations(store)
                        .verified(AMI, TRUSTED)
                        .get(0)
                        .attestation()
                        .predicate())
                .extracting("amibakery_test")
                .extracting("madeManifest")
                .isEqualTo(Map.of("madeBy", "test", "sha256", Sha256.of(made)));
    }
}
