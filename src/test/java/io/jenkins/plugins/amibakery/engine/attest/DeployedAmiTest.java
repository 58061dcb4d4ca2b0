package io.jenkins.plugins.amibakery.engine.attest;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What an AMI's deployment to another environment says of it, whoever would like to say so. */
class DeployedAmiTest {
    private static final Signer OURS = Signer.fresh();
    private static final Verifier TRUSTED = new Verifier(List.of(OURS.verifyingKey()));
    private static final AmiId AMI = new AmiId("ami-0d53cc9bd365ad65b");
    private static final AmiId OTHER = new AmiId("ami-0ffffffffffffffff");
    private static final Check SMOKE = new Check("Smoke test", Verdict.PASSED, "HTTP 200");

    private Attestations store;

    /** When deployments end, in seconds. */
    private long ended;

    @BeforeEach
    void bake(@TempDir Path home) throws IOException {
        store = new Attestations(new FileStore(home));
        for (AmiId ami : List.of(AMI, OTHER)) {
            Subject subject = new Subject("123456789012", new Region("us-west-2"), ami);
            store.attest(new Attestation(subject, Provenance.TYPE, Map.of("a", "b")), "bake", OURS);
        }
    }

    private List<AmiId> deployed(Signer signer, String environment, AmiId ami, long second, Check... checks)
            throws IOException {
        return ended("", signer, environment, ami, second, checks);
    }

    private List<AmiId> ended(
            String failure, Signer signer, String environment, AmiId ami, long second, Check... checks)
            throws IOException {
        return new DeployedAmi(
                        new DeployedAmi.Known(
                                "job/qa/7/",
                                "1f",
                                "d-" + failure,
                                environment,
                                List.of("web in us-west-2"),
                                failure,
                                Instant.ofEpochSecond(ended),
                                List.of()),
                        List.of(checks),
                        Instant.ofEpochSecond(second))
                .keep(store, signer, TRUSTED, List.of(ami));
    }

    private String line(String environment, AmiId ami) throws IOException {
        return new Lineage(store, TRUSTED)
                .deployed(ami, environment)
                .map(told -> told.verdict() + ", " + told.line())
                .orElse("none");
    }

    @Test
    void anAmiPassedWhereItWasDeployedAndAllChecksDid() throws IOException {
        deployed(OURS, "qa", AMI, 1);
        assertThat(line("qa", AMI)).isEqualTo("NOT_KNOWN, deployed by job/qa/7/, and nothing was checked there");

        deployed(OURS, "qa", AMI, 2, SMOKE);
        assertThat(line("qa", AMI)).isEqualTo("PASSED, deployed by job/qa/7/, passed Smoke test");

        deployed(OURS, "qa", AMI, 3, SMOKE, new Check("Testers", Verdict.FAILED, "login is broken"));
        assertThat(line("qa", AMI)).isEqualTo("FAILED, deployed by job/qa/7/, Testers failed: login is broken");
    }

    @Test
    void whatWasSignedLastCountsWhateverWasWrittenLast() throws IOException {
        deployed(OURS, "qa", AMI, 9, new Check("Smoke test", Verdict.NOT_KNOWN, "no answer"));
        deployed(OURS, "qa", AMI, 8, SMOKE);

        assertThat(line("qa", AMI)).startsWith("NOT_KNOWN");
    }

    @Test
    void aLaterDeploymentThatFailedOutweighsOneThatPassedAndChecksOfItDoNotHelp() throws IOException {
        deployed(OURS, "qa", AMI, 1, SMOKE);
        ended("web: ROLLBACK_COMPLETE", OURS, "qa", AMI, 2);
        String failed = "FAILED, its deployment by job/qa/7/ failed: web: ROLLBACK_COMPLETE";
        assertThat(line("qa", AMI)).isEqualTo(failed);

        ended("web: ROLLBACK_COMPLETE", OURS, "qa", AMI, 3, SMOKE);
        assertThat(line("qa", AMI)).isEqualTo(failed);

        deployed(OURS, "qa", AMI, 4, SMOKE);
        assertThat(line("qa", AMI)).startsWith("PASSED");
    }

    @Test
    void aCheckOfAnEarlierDeploymentDoesNotOutweighALaterOneThatFailed() throws IOException {
        ended = 10;
        deployed(OURS, "qa", AMI, 11);
        ended = 20;
        ended("web: ROLLBACK_COMPLETE", OURS, "qa", AMI, 21);
        ended = 10;
        deployed(OURS, "qa", AMI, 30, SMOKE);

        assertThat(line("qa", AMI)).startsWith("FAILED");
    }

    @Test
    void whatDoesNotSayThatItSucceededDidNot() throws IOException {
        Subject subject = new Subject("123456789012", new Region("us-west-2"), AMI);
        store.attest(new Attestation(subject, DeployedAmi.TYPE, Map.of("environment", "qa")), "d", OURS);

        assertThat(line("qa", AMI)).startsWith("FAILED");
    }

    @Test
    void nothingElseSaysSo() throws IOException {
        deployed(OURS, "dev", AMI, 1, SMOKE);
        deployed(OURS, "qa", OTHER, 1, SMOKE);
        deployed(Signer.fresh(), "qa", AMI, 1, SMOKE);

        assertThat(line("qa", AMI)).isEqualTo("none");
    }

    @Test
    void ofAnAmiOfWhichNothingIsAttestedItIsNotKnownWhoseItIs() throws IOException {
        AmiId strange = new AmiId("ami-0eeeeeeeeeeeeeeee");

        assertThat(deployed(OURS, "qa", strange, 1, SMOKE)).containsExactly(strange);
        assertThat(line("qa", strange)).isEqualTo("none");
    }
}
