package io.jenkins.plugins.amibakery.engine.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.Schema;
import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseTrust;
import io.jenkins.plugins.amibakery.engine.reuse.Signing;
import io.jenkins.plugins.amibakery.engine.reuse.TrustedKey;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindAmisTest {
    private static final Region REGION = new Region("us-west-2");
    private static final Signer OURS = Signer.fresh();

    private final ReuseTrust trust = new ReuseTrust("terminal", Set.of(), List.of(TrustedKey.own(OURS.verifyingKey())));

    @Test
    void searchIsByRegionRecipeTagsAndAge() {
        String today = Instant.now().toString();
        FakeCloud cloud = new FakeCloud()
                .has(ami(1, today, "web").tagged(Map.of("Team", "a")))
                .has(ami(2, "2020-01-01T00:00:00Z", "web").tagged(Map.of("Team", "a")))
                .has(ami(3, today, "web"))
                .has(ami(4, today, "database").tagged(Map.of("Team", "a")));

        FoundAmis found = new FindAmis(List.of("us-west-2", "eu-west-1"), "web", Map.of("Team", "a"), 30)
                .run(new Workplace(Path.of(""), Map.of()), cloud);

        assertThat(found.amis()).extracting(one -> one.id().value()).containsExactly(id(1));
        assertThat(new FindAmis(List.of("us-west-2"), "", Map.of(), 0)
                        .run(new Workplace(Path.of(""), Map.of()), cloud)
                        .amis())
                .hasSize(4)
                .last()
                .satisfies(oldest -> assertThat(oldest.id().value()).isEqualTo(id(2)));
    }

    @Test
    void onlySignedOnesCountAndTheNewestComesFirst() {
        Ami old = signed(ami(1, "2026-01-01T00:00:00Z", "web"), OURS);
        Ami young = signed(ami(2, "2026-02-01T00:00:00Z", "web"), OURS);
        Ami forged = ami(3, "2026-03-01T00:00:00Z", "web").tagged(Map.of(Tags.BAKE_KEY, "0".repeat(64)));
        Ami strangers = signed(ami(4, "2026-04-01T00:00:00Z", "web"), Signer.fresh());

        AmiReport report = new FoundAmis(List.of(strangers, forged, young, old)).report(trust, false, 0);

        assertThat(report.tree()).extracting(one -> one.get("id")).containsExactly(id(2), id(1));
        assertThat(report.tree()).allMatch(one -> Boolean.TRUE.equals(one.get("signed")));
        assertThat(report.leftOut()).startsWith("2 AMIs are left out: " + id(4)).contains("not trusted here");
    }

    @Test
    void tagsCountWhereThatIsSaidAndEachSaysWhetherItIsSigned() {
        Ami forged = ami(3, "2026-03-01T00:00:00Z", "web");
        Ami good = signed(ami(1, "2026-01-01T00:00:00Z", "web"), OURS);

        AmiReport report = new FoundAmis(List.of(forged, good)).report(trust, true, 0);

        assertThat(report.tree()).extracting(one -> one.get("signed")).containsExactly(false, true);
        assertThat(report.tree().get(0).get("reason")).asString().startsWith("has no signature");
        assertThat(report.leftOut()).isEmpty();
    }

    @Test
    void signatureOfAnotherAmiOrRecipeOrJobDoesNotCount() {
        Ami good = signed(ami(1, "2026-01-01T00:00:00Z", "web"), OURS);
        Ami copied = ami(2, "2026-01-02T00:00:00Z", "web").tagged(good.tags());
        Ami renamed = good.tagged(Map.of(Tags.RECIPE, "database"));
        ReuseTrust anotherJob = new ReuseTrust("a1", Set.of(), List.of(TrustedKey.own(OURS.verifyingKey())));

        assertThat(new FoundAmis(List.of(copied, renamed))
                        .report(trust, false, 0)
                        .amis())
                .isEmpty();
        assertThat(new FoundAmis(List.of(good)).report(anotherJob, false, 0).amis())
                .isEmpty();
    }

    @Test
    void aRevokedOneIsMarkedAndNeverHidden() {
        Ami revoked = signed(ami(1, "2026-01-01T00:00:00Z", "web"), OURS).tagged(Map.of(Tags.REVOKED, "CVE-2026-1"));

        Map<String, Object> told =
                new FoundAmis(List.of(revoked)).report(trust, false, 0).tree().get(0);

        assertThat(told).containsEntry("revoked", true).containsEntry("reason", "CVE-2026-1");
    }

    @Test
    void limitCountsWhatIsTold() {
        Ami first = signed(ami(1, "2026-01-02T00:00:00Z", "web"), OURS);
        Ami second = signed(ami(2, "2026-01-01T00:00:00Z", "web"), OURS);
        Ami forged = ami(3, "2026-03-01T00:00:00Z", "web");

        assertThat(new FoundAmis(List.of(forged, first, second))
                        .report(trust, false, 1)
                        .tree())
                .extracting(one -> one.get("id"))
                .containsExactly(id(1));
    }

    @Test
    void peopleReadWhatWasAskedWhatCameAndWhatWasLeftOut() {
        Ami good = signed(ami(1, "2026-01-01T00:00:00Z", "web"), OURS);
        Ami forged = ami(3, "2026-03-01T00:00:00Z", "web");
        FindAmis asked = new FindAmis(List.of("us-west-2"), "web", Map.of("Team", "a"), 30);

        assertThat(new FoundAmis(List.of(forged, good)).report(trust, false, 0).notes(asked))
                .containsExactly(
                        "1 AMI of web in us-west-2, Team=a, 30 days old at most",
                        id(1) + " in us-west-2: " + good.name() + ", available",
                        "1 AMI is left out: " + id(3) + " in us-west-2 has no signature: anyone who may set tags"
                                + " can set its tags.");
        assertThat(new FoundAmis(List.of())
                        .report(trust, false, 0)
                        .notes(new FindAmis(List.of("us-west-2", "eu-west-1"), "", Map.of(), 0)))
                .containsExactly("0 AMIs in us-west-2, eu-west-1");
    }

    @Test
    void treeIsMapsListsAndTexts() {
        Map<String, Object> told = new FoundAmis(List.of(ami(1, "2026-01-01T00:00:00Z", "web")))
                .report(trust, true, 0)
                .tree()
                .get(0);

        assertThat(told)
                .containsEntry("region", "us-west-2")
                .containsEntry("recipe", "web")
                .containsEntry("created", "2026-01-01T00:00:00Z")
                .containsEntry("version", "");
        assertThat(told.values())
                .allMatch(value -> value instanceof String
                        || value instanceof Boolean
                        || value instanceof Map
                        || value instanceof List);
    }

    @Test
    void whateverIsFoundFitsTheSchema() {
        Ami good = signed(ami(1, "2026-01-01T00:00:00Z", "web"), OURS);
        Ami revoked = ami(2, "2026-01-01T00:00:00Z", "web").tagged(Map.of(Tags.REVOKED, ""));

        AmiReport report = new FoundAmis(List.of(good, revoked)).report(trust, true, 0);

        assertThat(Schema.of("amis").faults(report.tree())).isEmpty();
        assertThat(report.tree()).extracting(one -> one.get("builder")).contains("web");
    }

    @Test
    void badQuestionIsOneLine() {
        assertThatThrownBy(() -> new FindAmis(List.of(), "", Map.of(), 0)).hasMessageContaining("No region is given");
        assertThatThrownBy(() -> new FindAmis(List.of("nowhere"), "", Map.of(), 0))
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> new FindAmis(List.of("us-west-2"), "", Map.of("Team", ""), 0))
                .hasMessage("The tag Team needs a value of 1 to 256 characters.");
        assertThatThrownBy(() -> new FindAmis(List.of("us-west-2"), "", Map.of(), -1))
                .hasMessageStartingWith("maxAgeDays is -1");
    }

    @Test
    void questionAndAnswerCrossAsTheyAre() throws Exception {
        FindAmis question = new FindAmis(List.of("us-west-2"), "web", Map.of("Team", "a"), 3);
        FoundAmis answer = new FoundAmis(List.of(ami(1, "2026-01-01T00:00:00Z", "web")));

        assertThat(crossed(question)).isEqualTo(question);
        assertThat(crossed(answer)).isEqualTo(answer);
    }

    private static Object crossed(Object what) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(what);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    private static String id(int number) {
        return "ami-0000000" + number;
    }

    private static Ami ami(int number, String created, String recipe) {
        return new Ami(
                new AmiId(id(number)),
                REGION,
                recipe + " " + number,
                "123456789012",
                AmiState.AVAILABLE,
                "",
                Instant.parse(created),
                "x86_64",
                true,
                List.of(),
                new HashMap<>(Map.of(Tags.BAKE_ID, "b-" + number, Tags.RECIPE, recipe)));
    }

    private static Ami signed(Ami ami, Signer signer) {
        Ami keyed = ami.tagged(Map.of(Tags.BAKE_KEY, "ab".repeat(32), Tags.BUILDER, "web"));
        Signing signing = new Signing(
                signer, "terminal", ami.tags().get(Tags.RECIPE), ami.tags().get(Tags.BAKE_ID), "ab".repeat(32));
        return signing.of(BakedAmi.named("web", REGION, keyed.id()).describedAs(keyed))
                .map(signature -> keyed.tagged(Map.of(Tags.SIGNATURE, signature)))
                .orElseThrow();
    }
}
