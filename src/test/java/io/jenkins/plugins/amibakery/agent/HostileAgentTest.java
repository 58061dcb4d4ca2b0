package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.build.Manifests;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import io.jenkins.plugins.amibakery.engine.reuse.KeyTold;
import io.jenkins.plugins.amibakery.engine.reuse.KeyedBake;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseDecision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An agent that sends what no honest one would: it is refused while it comes in, with one short line. */
@Tag("hostile")
class HostileAgentTest {
    private static final String SWOLLEN = "swollen";

    @Test
    void anAmiNameOfFiftyMegabytesIsRefused() throws IOException {
        refused(ami(SWOLLEN, Map.of()), 50_000_000, "the name of an AMI has 50000000 characters; it can have 128");
    }

    @Test
    void aNameAsLongAsEc2AllowsIsKept() throws Exception {
        Ami read = (Ami) Wire.read(written(ami(SWOLLEN, Map.of()), 128));

        assertThat(read.name()).hasSize(128).doesNotContain("…");
    }

    @Test
    void tagsOfFiftyMegabytesAreRefused() throws IOException {
        refused(ami("web", Map.of("note", SWOLLEN)), 50_000_000, "one of the tags of an AMI");
    }

    @Test
    void aHundredThousandAmisAreRefused() {
        List<BakedAmi> amis = Collections.nCopies(
                100_000, BakedAmi.named("web", new Region("us-west-2"), new AmiId("ami-0d53cc9bd365ad65b")));

        assertThatThrownBy(() -> report(amis, Map.of()))
                .hasMessage("Refused: the AMIs of a bake are 100000; there can be 10000.");
    }

    @Test
    void anAmiThatIsAnotherThingIsRefused() {
        List<?> things = List.of("ami-0d53cc9bd365ad65b");

        @SuppressWarnings("unchecked")
        List<BakedAmi> amis = (List<BakedAmi>) things;

        assertThatThrownBy(() -> report(amis, Map.of()))
                .hasMessage("Refused: one of the AMIs of a bake is something else.");
    }

    @Test
    void anAmiIdThatIsNoneIsRefused() throws IOException {
        BakedAmi ami = BakedAmi.named("web", new Region("us-west-2"), new AmiId("ami-0d53cc9bd365ad65b"));
        byte[] sent = Wire.written(report(List.of(ami), Map.of()));

        assertThatThrownBy(() -> Wire.read(Swollen.of(sent, "ami-0d53cc9bd365ad65b", "ami-'; drop")))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("Not an AMI id: 'ami-'; drop'");
        assertThatThrownBy(() -> Wire.read(Swollen.of(sent, "us-west-2", "<script>")))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("Not a region");
    }

    @Test
    void aMillionSnapshotsAreRefused() {
        List<Snapshot> snapshots = Collections.nCopies(1_000_000, new Snapshot("snap-0123456789abcdef0", 8));

        assertThatThrownBy(() -> ami("web", Map.of(), snapshots))
                .hasMessageContaining("the snapshots of an AMI are 1000000");
    }

    @Test
    void packagesAreKeptShortAndTooManyRefused() {
        Map<String, String> said = new HashMap<>();
        said.put("n".repeat(5_000), "1\n2" + "v".repeat(5_000));
        said.put(null, null);

        Map<String, String> kept = report(List.of(), said).packages();

        assertThat(kept).hasSize(2);
        assertThat(kept.keySet()).allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(201));
        assertThat(kept.values())
                .allSatisfy(version ->
                        assertThat(version).hasSizeLessThanOrEqualTo(201).doesNotContain("\n"));
        for (int i = 0; i <= BakeReport.MOST_PACKAGES; i++) {
            said.put("p" + i, "1");
        }
        assertThatThrownBy(() -> report(List.of(), said))
                .hasMessageContaining("the packages of an image are 20003; there can be 20000");
    }

    @Test
    void whatIsLeftHasAShortName() throws IOException {
        refused(
                new Leftover(Leftover.Kind.KEY_PAIR, SWOLLEN, new Region("us-west-2"), false, ""),
                1_000,
                "the name of something left has 1000 characters");
    }

    @Test
    void aKeyThatIsNotTheOneOfItsPartsIsRefused() throws IOException {
        KeyPart part = new KeyPart(KeyPart.Kind.FILE, "setup.sh", "a".repeat(64), "");
        BakeKey key = BakeKey.of(List.of(part), List.of());
        byte[] sent = Wire.written(new KeyTold(new KeyedBake(key, List.of(), Map.of()), "123456789012"));

        assertThatThrownBy(() -> Wire.read(Swollen.of(sent, key.digest(), "b".repeat(64))))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("not the one of its parts");
        assertThatThrownBy(() -> Wire.read(Swollen.of(sent, "setup.sh", "x".repeat(10_000))))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("the name of a part of a bake key has 10000 characters");
        assertThatThrownBy(() -> Wire.read(Swollen.of(sent, "123456789012", "$(reboot)")))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("'$(reboot)' is not the id of an account");
        assertThatThrownBy(() -> Wire.read(Swollen.of(sent, "FILE", "PASSWORD")))
                .isInstanceOf(InvalidObjectException.class);
    }

    @Test
    void amisAndReasonsNotToTakeThemExcludeEachOther() {
        List<BakedAmi> amis =
                List.of(BakedAmi.named("web", new Region("us-west-2"), new AmiId("ami-0d53cc9bd365ad65b")));

        assertThatThrownBy(() -> new ReuseDecision(
                        true, amis, "b-1", "", "", null, List.of("It is gone."), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReuseDecision(false, List.of(), "", "", "", null, List.of(), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLogPartLargerThanWasAskedForIsRefused() {
        assertThatThrownBy(() -> new WatchAnswer(new byte[WatchCall.MOST + 1], 0, null, WatchAnswer.Life.ALIVE, null))
                .hasMessageContaining("the bytes of a part of a log");
    }

    @Test
    void anAnswerToAQuestionIsNotLongEither() throws IOException {
        refused(
                new WatchAnswer(new byte[0], 0, null, WatchAnswer.Life.ALIVE, SWOLLEN),
                10_000_000,
                "the answer to a question");
    }

    @Test
    void aPlanWithAHundredThousandManifestsIsRefused() {
        assertThatThrownBy(() -> new Manifests(Collections.nCopies(100_000, "/m"), Map.of()))
                .hasMessageContaining("the manifests of a template are 100000");
    }

    private static BakeReport report(List<BakedAmi> amis, Map<String, String> packages) {
        return new BakeReport(
                "b-1",
                BakeOutcome.SUCCESS,
                "1.6.6",
                amis,
                List.of(),
                List.of(),
                List.of(),
                Duration.ZERO,
                null,
                packages,
                List.of());
    }

    private static Ami ami(String name, Map<String, String> tags) {
        return ami(name, tags, List.of());
    }

    private static Ami ami(String name, Map<String, String> tags, List<Snapshot> snapshots) {
        return new Ami(
                new AmiId("ami-0d53cc9bd365ad65b"),
                new Region("us-west-2"),
                name,
                "1",
                AmiState.AVAILABLE,
                "",
                Optional.empty(),
                "x86_64",
                true,
                snapshots,
                tags);
    }

    private static void refused(Object answer, int size, String message) throws IOException {
        byte[] bytes = written(answer, size);
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContain("\n"));
    }

    /** What an agent sends that has left the checks of its own constructors out. */
    private static byte[] written(Object answer, int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Swelling out = new Swelling(bytes, size)) {
            out.writeObject(answer);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    private static final class Swelling extends ObjectOutputStream {
        private final String swollen;

        Swelling(OutputStream out, int size) throws IOException {
            super(out);
            this.swollen = "x".repeat(size);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            return SWOLLEN.equals(object) ? swollen : object;
        }
    }
}
