package io.jenkins.plugins.amibakery.engine.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.cloud.KeyedAmi;
import io.jenkins.plugins.amibakery.engine.cloud.KeyedImages;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeTarget;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.packages.PlayedRepositories;
import io.jenkins.plugins.amibakery.engine.packages.Repositories;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reuse of images of recipes that install packages without versions. */
class SettledReuseTest {
    private static final Instant NOW = Instant.parse("2026-07-20T00:00:00Z");
    private static final Region OREGON = new Region("us-west-2");
    private static final Signer SIGNER = Signer.fresh();
    private static final Floating APT =
            new Floating("install.sh", 7, "apt-get install nginx", "no version", Settling.REPOSITORIES);
    private static final Floating CURL =
            new Floating("install.sh", 9, "curl https://x", "may give another file tomorrow", Settling.NOTHING);

    private final Map<String, ImageRecord> kept = new HashMap<>();
    private PlayedRepositories played;

    @TempDir
    private Path memory;

    @BeforeEach
    void start() throws IOException {
        played = new PlayedRepositories();
        played.debian("stable", "nginx 1.22", "openssl 3.0.17-1");
    }

    @AfterEach
    void stop() {
        played.close();
    }

    private static BakeKey key(Floating... floating) {
        return BakeKey.of(
                List.of(new KeyPart(KeyPart.Kind.VARIABLE, "version", Sha256.of("1"), "1")), List.of(floating));
    }

    private KeyedAmi made(BakeKey key, Duration age) {
        Map<String, String> tags = new HashMap<>(Map.of(
                Tags.BAKE_ID,
                "bake-1",
                Tags.BAKE_KEY,
                key.digest(),
                Tags.RECIPE,
                "web",
                Tags.BUILDER,
                "amazon-ebs.web"));
        tags.put(
                Tags.SIGNATURE,
                ReuseClaim.about(ami(age, tags), key.digest(), "web", "job1").signedBy(SIGNER));
        return new KeyedAmi(ami(age, tags), Optional.empty(), Map.of("snap-1", "completed"));
    }

    private static Ami ami(Duration age, Map<String, String> tags) {
        return new Ami(
                new AmiId("ami-0d53cc9bd365ad65b"),
                OREGON,
                "web-1",
                "123456789012",
                AmiState.AVAILABLE,
                "",
                Optional.of(NOW.minus(age)),
                "x86_64",
                true,
                List.of(new Snapshot("snap-1", 8)),
                tags);
    }

    private ReuseDecision decide(BakeKey key, Duration age, Duration freshFor) throws InterruptedException {
        TrustedKey signer = TrustedKey.own(SIGNER.verifyingKey());
        return decide(key, age, freshFor, new ReuseTrust("job1", Set.of(), List.of(signer)));
    }

    private ReuseDecision decide(BakeKey key, Duration age, Duration freshFor, ReuseTrust trust)
            throws InterruptedException {
        KeyedImages images = new KeyedImages() {
            @Override
            public List<KeyedAmi> withKey(Region region, String digest) {
                return List.of(made(key, age));
            }

            @Override
            public Optional<Ami> newest(Region region, String recipe) {
                return Optional.empty();
            }
        };
        Freshness freshness = new Freshness(
                freshFor,
                bake -> "bake-1".equals(bake) ? kept : Map.of(),
                () -> new Repositories(Map.of(), memory, NOW));
        KeyedBake bake = new KeyedBake(key, List.of(BakeTarget.of("amazon-ebs.web", Set.of(OREGON))), Map.of());
        return new Reuse(images, trust, freshness, Clock.fixed(NOW, ZoneOffset.UTC))
                .decide(bake, "web", digest -> Optional.empty());
    }

    @Test
    void packagesAreSettledByRepositoriesWithoutAnythingNewer() throws Exception {
        kept.put("web", played.debianImage("stable", "nginx 1.22", "openssl 3.0.17-1"));
        played.debian("stable", "nginx 1.22", "openssl 3.0.17-1", "jq 1.6");

        ReuseDecision decision = decide(key(APT), Duration.ofDays(90), null);

        assertThat(decision.reasons()).isEmpty();
        assertThat(decision.reused()).isTrue();
        assertThat(decision.notes()).containsExactly("No repository has a newer version of a package that it holds.");
        assertThat(decision.isLooked()).isTrue();
    }

    @Test
    void aNewerPackageOfTheImageIsAReasonToBakeAndNamed() throws Exception {
        kept.put("web", played.debianImage("stable", "nginx 1.22", "openssl 3.0.17-1"));
        played.debian("stable", "nginx 1.22", "openssl 3.0.18-1");

        ReuseDecision decision = decide(key(APT), Duration.ofDays(1), null);

        assertThat(decision.reasons())
                .containsExactly(
                        "ami-0d53cc9bd365ad65b in us-west-2 has the same key.",
                        "1 package has a newer version: openssl.",
                        "openssl 3.0.17-1 → 3.0.18-1");
        assertThat(decision.newer()).extracting(NewerPackage::name).containsExactly("openssl");
    }

    @Test
    void anImageOfWhichNothingIsRecordedIsNotReused() throws Exception {
        assertThat(decide(key(APT), Duration.ofDays(1), null).reasons())
                .contains("Whether packages have newer versions is not known:")
                .last()
                .asString()
                .startsWith("no manifest of the image of amazon-ebs.web that records its repositories");
    }

    @Test
    void theRecordOfAnotherJobIsTakenAndSaidWhereItIsMissing() throws Exception {
        TrustedKey signer = TrustedKey.own(SIGNER.verifyingKey());
        ReuseTrust folder = new ReuseTrust("job2", Set.of("job1"), List.of(signer));
        TrustedKey jobOne = new TrustedKey(SIGNER.verifyingKey(), Set.of("job1"), false);
        ReuseTrust elsewhere = new ReuseTrust("job2", Set.of(), List.of(jobOne));

        assertThat(decide(key(APT), Duration.ofDays(1), null, folder).reasons())
                .last()
                .asString()
                .contains("is kept by the job that baked it");
        assertThat(decide(key(APT), Duration.ofDays(1), null, elsewhere).reasons())
                .last()
                .asString()
                .contains("is kept here, as it was baked elsewhere");
        kept.put("web", played.debianImage("stable", "nginx 1.22", "openssl 3.0.17-1"));
        assertThat(decide(key(APT), Duration.ofDays(1), null, folder).reused()).isTrue();
    }

    @Test
    void aStepThatNothingSettlesIsNotPinnedHoweverSettledPackagesAre() throws Exception {
        kept.put("web", played.debianImage("stable", "nginx 1.22"));

        assertThat(decide(key(APT, CURL), Duration.ofDays(1), null).reasons())
                .containsExactly(
                        "Can't reuse an earlier AMI: 1 step is not pinned.",
                        "install.sh:9: curl https://x (may give another file tomorrow)");
    }

    @Test
    void freshForTakesAYoungAmiAndSaysWhatItAccepts() throws Exception {
        kept.put("web", played.debianImage("stable", "nginx 1.22", "openssl 3.0.17-1"));
        played.debian("stable", "nginx 1.23", "openssl 3.0.17-1");

        ReuseDecision decision = decide(key(APT, CURL), Duration.ofDays(6), Duration.ofDays(7));

        assertThat(decision.reused()).isTrue();
        assertThat(decision.notes())
                .containsExactly(
                        "Accepted by freshFor, as it is 6 days old:",
                        "1 package has a newer version: nginx.",
                        "nginx 1.22 → 1.23",
                        "1 step is not pinned.",
                        "install.sh:9: curl https://x (may give another file tomorrow)");
        assertThat(decision.newer()).hasSize(1);
    }

    @Test
    void freshForTakesNoOldAmi() throws Exception {
        kept.put("web", played.debianImage("stable", "nginx 1.22"));

        assertThat(decide(key(APT, CURL), Duration.ofDays(7), Duration.ofDays(7))
                        .reasons())
                .contains("The AMI found is 7 days old, so freshFor does not accept it.");
        assertThat(decide(key(APT), Duration.ofDays(70), Duration.ofDays(7)).reused())
                .as("settled packages need no freshFor")
                .isTrue();
    }

    @Test
    void aRecipeOfPinnedPartsAsksNoRepository() throws Exception {
        ReuseDecision decision = decide(key(), Duration.ofDays(90), null);

        assertThat(decision.reused()).isTrue();
        assertThat(decision.notes()).isEmpty();
        assertThat(played.asked()).isEmpty();
    }
}
