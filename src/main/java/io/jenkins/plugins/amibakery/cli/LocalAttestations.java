package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.attest.AttestBake;
import io.jenkins.plugins.amibakery.engine.attest.Attestations;
import io.jenkins.plugins.amibakery.engine.attest.Provenance;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.aws.documents.BucketPlace;
import io.jenkins.plugins.amibakery.engine.aws.documents.S3Store;
import io.jenkins.plugins.amibakery.engine.boot.AmiTest;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseClaim;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.store.FileStore;
import io.jenkins.plugins.amibakery.engine.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What this user has attested of AMIs: below the folder of what should outlive the program, or in S3. */
final class LocalAttestations {
    /** Names a place in S3 for them, which others share: {@code s3://bucket/prefix}. */
    static final String VARIABLE = "AMI_BAKERY_STORE";

    private LocalAttestations() {}

    /** Where they are, for people: a folder, or a place in S3. */
    static String where(CliEnvironment surroundings) {
        return place(surroundings).map(BucketPlace::toString).orElseGet(() -> folder(surroundings.environment()) + "/");
    }

    static Store store(CliEnvironment surroundings) {
        Optional<BucketPlace> place = place(surroundings);
        return place.isPresent()
                ? new S3Store(
                        surroundings.access(),
                        place.get(),
                        surroundings.anyRegion().orElse(BucketPlace.ANY_REGION))
                : new FileStore(folder(surroundings.environment()));
    }

    /**
     * Comes before any work, so that a place that cannot be is said at once.
     *
     * @throws IllegalArgumentException with one line when {@value #VARIABLE} names no place
     */
    static void requirePlace(CliEnvironment surroundings) {
        place(surroundings);
    }

    private static Optional<BucketPlace> place(CliEnvironment surroundings) {
        return Optional.ofNullable(surroundings.environment().get(VARIABLE))
                .filter(text -> !text.isBlank())
                .map(BucketPlace::read);
    }

    private static Path folder(Map<String, String> environment) {
        return UserFolder.state(environment).resolve("attestations");
    }

    /** Attests what a test of an AMI came to. */
    static void keep(CliEnvironment surroundings, AmiTest test) throws IOException {
        try (Store store = store(surroundings)) {
            new TestResult(test, "terminal", Instant.now())
                    .keep(new Attestations(store), new LocalTrust(surroundings.environment()).signer());
        }
    }

    /** Attests how the AMIs of a bake were made that has just ended. */
    static void keep(CliEnvironment surroundings, BakeRequest request, BakeReport report, String digest)
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
        try (Store store = store(surroundings)) {
            Signer signer = new LocalTrust(surroundings.environment()).signer();
            new AttestBake(signer, known, digest, List.of()).keep(report, new Attestations(store));
        }
    }
}
