package io.jenkins.plugins.amibakery.engine.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attacks on reuse by anyone who may set tags, and by a signer that is not trusted. */
@Tag("hostile")
class ReuseTrustTest {
    private static final String KEY = "a".repeat(64);
    private static final String OTHER_KEY = "b".repeat(64);
    private static final Signer OURS = Signer.fresh();
    private static final Signer STRANGER = Signer.fresh();
    private static final String OF_ANOTHER = "has a signature made for something else: it was copied or changed";

    private final ReuseTrust trust = trust(TrustedKey.own(OURS.verifyingKey()));

    private static ReuseTrust trust(TrustedKey... keys) {
        return new ReuseTrust("mine", Set.of("friend"), List.of(keys));
    }

    private static Ami ami(String id, String region, String account, Map<String, String> tags) {
        return new Ami(
                new AmiId(id),
                new Region(region),
                "web",
                account,
                AmiState.AVAILABLE,
                "",
                Optional.empty(),
                "x86_64",
                true,
                List.of(),
                tags);
    }

    private static Ami plain() {
        return ami(
                "ami-00000000000000001",
                "us-west-2",
                "111122223333",
                Map.of(Tags.BAKE_KEY, KEY, Tags.BUILDER, "web", Tags.BAKE_ID, "web-1", Tags.RECIPE, "web"));
    }

    private static Ami tagged(Ami ami, String name, String value) {
        Map<String, String> tags = new HashMap<>(ami.tags());
        tags.put(name, value);
        return ami(ami.id().value(), ami.region().code(), ami.ownerId(), tags);
    }

    private static Ami signed(Ami ami, Signer signer, String job) {
        return tagged(
                ami, Tags.SIGNATURE, ReuseClaim.about(ami, KEY, "web", job).signedBy(signer));
    }

    private static Ami honest() {
        return signed(plain(), OURS, "mine");
    }

    private String problem(Ami ami) {
        return trust.check(ami, KEY, "web").problem();
    }

    @Test
    void whatOwnAndCountingJobsHaveSignedIsTrusted() {
        assertThat(trust.check(honest(), KEY, "web")).isEqualTo(new ReuseTrust.Verdict("mine", ""));
        assertThat(trust.check(signed(plain(), OURS, "friend"), KEY, "web").job())
                .isEqualTo("friend");
    }

    @Test
    void theSignatureFitsATagOfAws() {
        String job = "0123456789abcdef0123456789abcdef";
        String tag = ReuseClaim.about(plain(), KEY, "web", job).signedBy(OURS);
        assertThat(tag).hasSizeLessThanOrEqualTo(256).matches("[A-Za-z0-9._-]+");
        assertThat(Tags.SIGNATURE).hasSizeLessThanOrEqualTo(128);
    }

    @Test
    void tagsAloneProveNothing() {
        assertThat(problem(plain())).contains("no signature");
        assertThat(problem(tagged(plain(), Tags.SIGNATURE, "trust me"))).contains("its signature is malformed");
    }

    @Test
    void tagsCopiedOntoAnotherImageAreNotItsOwn() {
        Map<String, String> tags = honest().tags();
        List<Ami> attacks = List.of(
                ami("ami-00000000000000002", "us-west-2", "111122223333", tags),
                ami("ami-00000000000000001", "eu-west-1", "111122223333", tags),
                ami("ami-00000000000000001", "us-west-2", "999922223333", tags));
        assertThat(attacks).allSatisfy(ami -> assertThat(problem(ami)).isEqualTo(OF_ANOTHER));
    }

    @Test
    void aSignatureForOneBuilderOrBakeIsGoodForNoOther() {
        assertThat(problem(tagged(honest(), Tags.BUILDER, "db"))).isEqualTo(OF_ANOTHER);
        assertThat(problem(tagged(honest(), Tags.BAKE_ID, "web-2"))).isEqualTo(OF_ANOTHER);
    }

    @Test
    void aSignatureForOneKeyOrRecipeIsGoodForNoOther() {
        assertThat(trust.check(tagged(honest(), Tags.BAKE_KEY, OTHER_KEY), OTHER_KEY, "web")
                        .problem())
                .isEqualTo(OF_ANOTHER);
        assertThat(trust.check(tagged(honest(), Tags.RECIPE, "db"), KEY, "db").problem())
                .isEqualTo(OF_ANOTHER);
    }

    @Test
    void aLyingAgentSpoilsItsOwnJobAlone() {
        Ami lie = signed(plain(), OURS, "liar");
        assertThat(problem(lie)).isEqualTo("was baked by another job, whose AMIs are not trusted here");
        String renamed = lie.tags().get(Tags.SIGNATURE).replaceFirst("liar", "mine");
        assertThat(problem(tagged(lie, Tags.SIGNATURE, renamed))).isEqualTo(OF_ANOTHER);
    }

    @Test
    void aKeyThatIsNotTrustedIsNamed() {
        assertThat(problem(signed(plain(), STRANGER, "mine")))
                .isEqualTo("is signed by the key " + STRANGER.verifyingKey().id() + ", which is not trusted here");
        String masked = signed(plain(), STRANGER, "mine")
                .tags()
                .get(Tags.SIGNATURE)
                .replace(STRANGER.verifyingKey().id(), OURS.verifyingKey().id());
        assertThat(problem(tagged(plain(), Tags.SIGNATURE, masked))).isEqualTo(OF_ANOTHER);
    }

    @Test
    void anothersKeyCountsForTheJobsThatAreNamedWithIt() {
        Ami theirs = signed(plain(), STRANGER, "theirs");
        TrustedKey own = TrustedKey.own(OURS.verifyingKey());
        assertThat(trust(own, new TrustedKey(STRANGER.verifyingKey(), Set.of("theirs"), false))
                        .check(theirs, KEY, "web")
                        .job())
                .isEqualTo("theirs");
        assertThat(trust(own, new TrustedKey(STRANGER.verifyingKey(), Set.of(), true))
                        .check(theirs, KEY, "web")
                        .trusted())
                .isTrue();
        assertThat(trust(own, new TrustedKey(STRANGER.verifyingKey(), Set.of("another"), false))
                        .check(theirs, KEY, "web")
                        .trusted())
                .isFalse();
        // What is trusted of one key is not of another.
        assertThat(trust(own, new TrustedKey(STRANGER.verifyingKey(), Set.of("theirs"), false))
                        .check(signed(plain(), OURS, "theirs"), KEY, "web")
                        .trusted())
                .isFalse();
    }

    @Test
    void theOneWhoIsAtHomeChecksOnceMoreWhatAnAgentSays() {
        assertThat(trust.require(List.of(honest()), KEY, "web")).isEqualTo("mine");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trust.require(List.of(honest(), plain()), KEY, "web"))
                .withMessageContaining("no signature");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trust.require(List.of(honest(), signed(plain(), OURS, "friend")), KEY, "web"))
                .withMessageContaining("2 jobs");
        assertThatIllegalArgumentException().isThrownBy(() -> trust.require(List.of(), KEY, "web"));
    }

    @Test
    void aListOfTrustedKeysIsReadWithTheJobsBeforeEach() {
        String one = OURS.verifyingKey().pem();
        String other = STRANGER.verifyingKey().pem();
        assertThat(TrustedKey.read(
                        "# ours, until May\n" + one + "\njobs: a1, b2 terminal\n" + other + "jobs: any\n" + one))
                .containsExactly(
                        TrustedKey.own(OURS.verifyingKey()),
                        new TrustedKey(STRANGER.verifyingKey(), Set.of("a1", "b2", "terminal"), false),
                        new TrustedKey(OURS.verifyingKey(), Set.of(), true));
        assertThat(TrustedKey.read(" \n")).isEmpty();
    }

    @Test
    void whatIsNoListOfKeysIsSaidInOneLine() {
        String pem = OURS.verifyingKey().pem();
        List<String> bad = List.of("trust all", "jobs: a1", pem.substring(0, 60), "jobs: A/b\n" + pem, OURS.keep());
        assertThat(bad)
                .allSatisfy(text -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> TrustedKey.read(text))
                        .withMessageMatching("[^\\n]+"));
    }
}
