package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An agent that sends what no honest one would: it is refused while it comes in, with one short line. */
@Tag("hostile")
class HostileAgentTest {
    private static final String SWOLLEN = "swollen";

    @Test
    void anAmiNameOfFiftyMegabytesIsRefused() throws IOException {
        RemoteAmi ami = ami(SWOLLEN, new HashMap<>());

        refused(
                finish(new ArrayList<>(List.of(ami))),
                50_000_000,
                "the name of an AMI has 50000000 characters; it can have 128");
    }

    @Test
    void aNameAsLongAsEc2AllowsIsNot() throws Exception {
        RemoteAmi ami = ami(SWOLLEN, new HashMap<>());

        Object read = read(written(ami, 128));

        assertThat(((RemoteAmi) read).baked().described().orElseThrow().name()).hasSize(128);
    }

    @Test
    void tagsOfFiftyMegabytesAreRefused() throws IOException {
        HashMap<String, String> tags = new HashMap<>();
        tags.put("note", SWOLLEN);

        refused(ami("web", tags), 50_000_000, "one of the tags of an AMI");
    }

    @Test
    void aHundredThousandAmisAreRefused() throws IOException {
        FinishAnswer answer = finish(new ArrayList<>());
        for (int i = 0; i < 100_000; i++) {
            answer.amis().add(ami("web", new HashMap<>()));
        }

        refused(answer, 1, "are 100000; there can be 10000");
    }

    @Test
    void aMillionSnapshotsAreRefused() throws IOException {
        RemoteAmi ami = ami("web", new HashMap<>());
        for (int i = 0; i < 1_000_000; i++) {
            ami.described().snapshots().add("snap-0123456789abcdef0");
        }

        refused(ami, 1, "the snapshots of an AMI are 1000000");
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
    void aPlanWithAHundredThousandManifestsIsRefused() throws IOException {
        PlanAnswer plan = PlanAnswer.refused("no");
        for (int i = 0; i < 100_000; i++) {
            plan.manifests().add("/m" + i);
        }

        refused(plan, 1, "the manifests of a template are 100000");
    }

    @Test
    void aDeploymentsPlanTextOfFiftyMegabytesIsRefused() throws IOException {
        TreeMap<String, String> texts = new TreeMap<>();
        texts.put("us-west-2", SWOLLEN);

        refused(
                new RemotePlan("dev", "", "", new TreeMap<>(), new ArrayList<>(), texts),
                50_000_000,
                "one of the regions of a plan");
    }

    private static FinishAnswer finish(ArrayList<RemoteAmi> amis) {
        return new FinishAnswer(amis, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), RemotePackages.none());
    }

    private static RemoteAmi ami(String name, HashMap<String, String> tags) {
        return new RemoteAmi(
                "web",
                "ami-0d53cc9bd365ad65b",
                "us-west-2",
                new RemoteAmi.Description(
                        name, "1", "available", "", -1, "x86_64", true, new ArrayList<>(), new ArrayList<>(), tags));
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
