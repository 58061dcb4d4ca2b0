package io.jenkins.plugins.amibakery.engine.reuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.amibakery.engine.cloud.KeyedAmi;
import io.jenkins.plugins.amibakery.engine.cloud.KeyedImages;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeTarget;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReuseTest {
    private static final Region OREGON = new Region("us-west-2");
    private static final Region IRELAND = new Region("eu-west-1");
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
    private static final Function<String, Optional<BakeKey>> NOTHING_KNOWN = digest -> Optional.empty();

    private static final Signer SIGNER = Signer.fresh();

    private final List<KeyedAmi> account = new ArrayList<>();
    private int calls;

    /** The images of an account; as many calls as the port promises. */
    private final KeyedImages images = new KeyedImages() {
        @Override
        public List<KeyedAmi> withKey(Region region, String digest) {
            List<KeyedAmi> found = account.stream()
                    .filter(one -> one.ami().region().equals(region)
                            && digest.equals(one.ami().tags().get(Tags.BAKE_KEY)))
                    .toList();
            calls += found.isEmpty() ? 1 : 2;
            return found;
        }

        @Override
        public Optional<Ami> newest(Region region, String recipe) {
            calls++;
            return account.stream()
                    .map(KeyedAmi::ami)
                    .filter(ami -> ami.region().equals(region)
                            && recipe.equals(ami.tags().get(Tags.RECIPE)))
                    .max(java.util.Comparator.comparing(ami -> ami.created().orElseThrow()));
        }
    };

    private static BakeKey key(String version, Floating... floating) {
        String digest = Sha256.of(version);
        KeyPart part = new KeyPart(KeyPart.Kind.VARIABLE, "version", digest, version);
        return BakeKey.of(List.of(part), List.of(floating));
    }

    private static final BakeKey KEY = key("1");

    private static KeyedBake bake(BakeKey key, BakeTarget... targets) {
        return new KeyedBake(key, List.of(targets), Map.of());
    }

    private static KeyedBake web() {
        return bake(KEY, BakeTarget.of("web", Set.of(OREGON)));
    }

    /** Puts an image into the account. */
    private Made made(int number) {
        return new Made(number);
    }

    private final class Made {
        private final int number;
        private Region region = OREGON;
        private AmiState state = AmiState.AVAILABLE;
        private Optional<Instant> deprecated = Optional.empty();
        private String snapshot = "completed";
        private String job = "job1";
        private final Set<String> without = new HashSet<>();
        private final Map<String, String> tags = new HashMap<>(Map.of(
                Tags.BAKE_KEY, KEY.digest(),
                Tags.RECIPE, "img-mgr",
                Tags.BUILDER, "web",
                Tags.STARTED_BY, "https://jenkins.example/job/img-mgr/7/"));

        Made(int number) {
            this.number = number;
            tags.put(Tags.BAKE_ID, "bake-" + number);
        }

        Made in(Region value) {
            region = value;
            return this;
        }

        Made state(AmiState value) {
            state = value;
            return this;
        }

        Made deprecated(Instant from) {
            deprecated = Optional.of(from);
            return this;
        }

        Made snapshot(String value) {
            snapshot = value;
            return this;
        }

        Made ofJob(String id) {
            job = id;
            return this;
        }

        Made without(String tag) {
            without.add(tag);
            return this;
        }

        Made tag(String name, String value) {
            tags.put(name, value);
            return this;
        }

        AmiId there() {
            AmiId id = new AmiId("ami-%017x".formatted(number * 16 + account.size()));
            tags.put(
                    Tags.SIGNATURE,
                    ReuseClaim.about(ami(id), tags.get(Tags.BAKE_KEY), "img-mgr", job)
                            .signedBy(SIGNER));
            tags.keySet().removeAll(without);
            account.add(new KeyedAmi(ami(id), deprecated, snapshot.isEmpty() ? Map.of() : Map.of("snap-1", snapshot)));
            return id;
        }

        private Ami ami(AmiId id) {
            return new Ami(
                    id,
                    region,
                    "img-mgr-" + number,
                    "123456789012",
                    state,
                    "",
                    Optional.of(NOW.minusSeconds(1000 - number)),
                    "x86_64",
                    true,
                    List.of(new Snapshot("snap-1", 8)),
                    tags);
        }
    }

    private ReuseDecision decide(KeyedBake bake, Function<String, Optional<BakeKey>> known) {
        ReuseTrust trust = new ReuseTrust("job1", Set.of("job2"), List.of(TrustedKey.own(SIGNER.verifyingKey())));
        Freshness freshness = new Freshness(null, id -> Map.of(), () -> {
            throw new AssertionError("no repository is to be asked");
        });
        try {
            return new Reuse(images, trust, freshness, Clock.fixed(NOW, ZoneOffset.UTC)).decide(bake, "img-mgr", known);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void assertBakes(String because) {
        ReuseDecision decision = decide(web(), NOTHING_KNOWN);
        assertFalse(decision.reused(), decision::toString);
        assertTrue(String.join("\n", decision.reasons()).contains(because), decision::toString);
    }

    @Test
    void anAmiOfTheSameKeyIsReusedWithTheBakeItComesFrom() {
        AmiId id = made(1).there();
        ReuseDecision decision = decide(web(), NOTHING_KNOWN);
        assertTrue(decision.reused());
        assertEquals(List.of(id), decision.amis().stream().map(BakedAmi::id).toList());
        assertEquals("web", decision.amis().get(0).builder());
        assertEquals("bake-1", decision.bakeId());
        assertEquals("https://jenkins.example/job/img-mgr/7/", decision.startedBy());
        assertEquals("job1", decision.job());
        assertEquals(Optional.of(NOW.minusSeconds(999)), decision.baked());
        assertEquals(2, calls);
    }

    @Test
    void tagsWithoutASignatureAreHearsayAndTheSignedOneIsTaken() {
        AmiId signed = made(1).there();
        AmiId forged = made(2).without(Tags.SIGNATURE).there();
        assertEquals(signed, decide(web(), NOTHING_KNOWN).amis().get(0).id());
        account.remove(0);
        assertBakes(forged + " in us-west-2 has this bake key but no signature");
    }

    @Test
    void aBakeOfAnotherJobIsReusedWhereItCountsAndNeverNamedInAReason() {
        made(1).ofJob("job2").tag(Tags.BAKE_ID, "secret-project-1").there();
        assertEquals("job2", decide(web(), NOTHING_KNOWN).job());
        ReuseDecision both = decide(bake(KEY, BakeTarget.of("web", Set.of(OREGON, IRELAND))), NOTHING_KNOWN);
        assertEquals(List.of("A bake of another job has no AMI of web in eu-west-1 any more."), both.reasons());
        account.clear();
        made(1).ofJob("job3").there();
        assertBakes("was baked by another job, whose AMIs are not trusted here");
    }

    @Test
    void theAmisOfTwoJobsAreNotOneBake() {
        made(1).there();
        made(1).ofJob("job2").in(IRELAND).there();
        assertFalse(decide(bake(KEY, BakeTarget.of("web", Set.of(OREGON, IRELAND))), NOTHING_KNOWN)
                .reused());
    }

    @Test
    void theNewestBakeIsReused() {
        made(1).there();
        AmiId newer = made(2).there();
        assertEquals(newer, decide(web(), NOTHING_KNOWN).amis().get(0).id());
    }

    @Test
    void anOlderBakeIsReusedWhenTheNewestMayNotBe() {
        AmiId older = made(1).there();
        made(2).tag(Tags.REVOKED, "CVE").there();
        assertEquals(older, decide(web(), NOTHING_KNOWN).amis().get(0).id());
    }

    @ParameterizedTest
    @EnumSource(value = AmiState.class, names = "AVAILABLE", mode = EnumSource.Mode.EXCLUDE)
    void onlyAvailableAmisAreReused(AmiState state) {
        made(1).state(state).there();
        assertBakes("in us-west-2 is " + state.word());
    }

    @Test
    void revokedAmisAreNotReused() {
        made(1).tag(Tags.REVOKED, "leaks a key").there();
        assertBakes("is revoked: leaks a key.");
        account.clear();
        made(1).tag(Tags.REVOKED, "").there();
        assertBakes("is revoked.");
    }

    @Test
    void deprecatedAmisAreNotReused() {
        made(1).deprecated(NOW).there();
        assertBakes("is deprecated since 2026-11-22T20:00:00Z.");
    }

    @Test
    void anAmiThatWillBeDeprecatedLaterIsReused() {
        made(1).deprecated(NOW.plusSeconds(1)).there();
        assertTrue(decide(web(), NOTHING_KNOWN).reused());
    }

    @Test
    void anAmiWhoseSnapshotIsGoneOrBrokenIsNotReused() {
        made(1).snapshot("").there();
        assertBakes("cannot be launched: its snapshot snap-1 is gone.");
        account.clear();
        made(1).snapshot("error").there();
        assertBakes("cannot be launched: its snapshot snap-1 is error.");
    }

    @Test
    void everyRegionOfTheRecipeMustHaveItsAmiOfTheSameBake() {
        KeyedBake both = bake(KEY, BakeTarget.of("web", Set.of(OREGON, IRELAND)));
        made(1).there();
        assertEquals(
                List.of("Bake bake-1 has no AMI of web in eu-west-1 any more."),
                decide(both, NOTHING_KNOWN).reasons());
        made(2).in(IRELAND).there();
        assertFalse(decide(both, NOTHING_KNOWN).reused());
        made(1).in(IRELAND).there();
        ReuseDecision decision = decide(both, NOTHING_KNOWN);
        assertEquals(
                Set.of(OREGON, IRELAND),
                Set.copyOf(decision.amis().stream().map(BakedAmi::region).toList()));
        assertEquals("bake-1", decision.bakeId());
    }

    @Test
    void everyPackerBuildMustHaveItsAmi() {
        KeyedBake two = bake(KEY, BakeTarget.of("web", Set.of(OREGON)), BakeTarget.of("db", Set.of(OREGON)));
        made(1).there();
        assertEquals(
                List.of("Bake bake-1 has no AMI of db in us-west-2 any more."),
                decide(two, NOTHING_KNOWN).reasons());
        made(1).tag(Tags.BUILDER, "db").there();
        assertTrue(decide(two, NOTHING_KNOWN).reused());
    }

    @Test
    void withoutAnyAmiThatIsTheReason() {
        assertBakes("No AMI of img-mgr is in us-west-2 yet.");
        assertEquals(2, calls);
    }

    @Test
    void whatChangedSinceTheNewestAmiIsNamedPartByPart() {
        BakeKey before = key("0");
        AmiId newest = made(1).tag(Tags.BAKE_KEY, before.digest()).there();
        ReuseDecision decision = decide(web(), Map.of(before.digest(), Optional.of(before))::get);
        assertEquals(
                List.of(
                        "Since " + newest + ", the newest AMI of img-mgr in us-west-2, 1 part of the key has changed.",
                        "variable version changed: 0 -> 1"),
                decision.reasons());
        assertEquals(2, calls);
    }

    @Test
    void aKeyWhosePartsNobodyKnowsIsSaidToBeAnother() {
        made(1).tag(Tags.BAKE_KEY, key("0").digest()).there();
        assertBakes("was baked with another key; its inputs are not known here.");
    }

    @Test
    void aRecipeThatFloatsIsNeverReusedAndTheLineIsNamedWithoutAnyCall() {
        Floating pip = new Floating("install.sh", 7, "pip install flask", "no version", Settling.LOCK);
        BakeKey floating = key("1", pip);
        made(1).tag(Tags.BAKE_KEY, floating.digest()).there();
        ReuseDecision decision = decide(bake(floating, BakeTarget.of("web", Set.of(OREGON))), NOTHING_KNOWN);
        assertEquals(
                List.of(
                        "Can't reuse an earlier AMI: 1 step is not pinned.",
                        "install.sh:7: pip install flask (no version; pin it, or lock package versions)"),
                decision.reasons());
        assertEquals(0, calls);
    }

    @Test
    void aRecipeWhoseRegionsAreNotKnownIsBaked() {
        assertTrue(decide(bake(KEY, BakeTarget.of("web", Set.of())), NOTHING_KNOWN)
                .reasons()
                .get(0)
                .startsWith("In which regions web makes AMIs is not known"));
        assertFalse(decide(bake(KEY), NOTHING_KNOWN).reused());
        assertEquals(0, calls);
    }
}
