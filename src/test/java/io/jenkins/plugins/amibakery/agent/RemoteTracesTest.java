package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import io.jenkins.plugins.amibakery.engine.packer.PackerLog;
import io.jenkins.plugins.amibakery.engine.packer.PackerRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RemoteTracesTest {
    private static final String LOG = """
            1,,ui,say,==> web: Found Image ID: ami-0aaaaaaaaaaaaaaaa
            1,,ui,say,==> web: Creating temporary keypair: packer_1
            1,,ui,say,==> web: Launching a source AWS instance...
            1,,ui,say,==> web: Instance ID: i-3928afdd1a237cebe
            9,web,artifact,0,id,us-west-2:ami-0d53cc9bd365ad65b
            """;

    @Test
    void whatIsNeededLaterSurvivesTheWayToTheAgent() throws Exception {
        RemoteTraces sent = RemoteTraces.of(facts());

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        PackerFacts facts;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            facts = ((RemoteTraces) in.readObject()).facts();
        }

        assertThat(facts.artifacts()).isEqualTo(facts().artifacts());
        assertThat(facts.keyPairs()).containsExactly("packer_1");
        assertThat(facts.instances()).containsExactly("i-3928afdd1a237cebe");
        assertThat(facts.builds()).isEqualTo(facts().builds());
        assertThat(facts.results()).containsExactly("ami-0d53cc9bd365ad65b");
        assertThat(facts.sourceAmis()).containsEntry("web", new AmiId("ami-0aaaaaaaaaaaaaaaa"));
    }

    @Test
    void anAgentThatAnswersWithNoAmiIdIsNotBelieved() {
        assertThatThrownBy(() -> new RemoteAmi("web", "ami-'; drop", "us-west-2", null).baked())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RemoteAmi("web", "ami-0d53cc9bd365ad65b", "<script>", null).baked())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAnswerThatIsTooLargeIsNotBelieved() {
        FinishAnswer answer = new FinishAnswer(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), RemotePackages.none());
        for (int i = 0; i < 10_001; i++) {
            answer.failures().add(new RemoteFailure("", "UNKNOWN", ""));
        }

        assertThatThrownBy(answer::checked).hasMessageContaining("10001");
    }

    @Test
    void aFailureOfAnUnknownKindIsAFailureStill() {
        assertThat(new RemoteFailure("web", "INVENTED", "x".repeat(10_000))
                        .failure()
                        .detail())
                .hasSizeLessThan(4_100);
    }

    private static PackerFacts facts() {
        PackerRun run = new PackerRun();
        PackerLog.readAll(LOG, event -> run.accept(event, Instant.EPOCH));
        return run.facts();
    }
}
