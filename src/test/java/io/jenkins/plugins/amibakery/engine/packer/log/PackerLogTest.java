package io.jenkins.plugins.amibakery.engine.packer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.amibakery.engine.packer.Recorded;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.Artifact;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.ArtifactCount;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.BuildError;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.ErrorCount;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.ErrorText;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.Message;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.Say;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.TemplateItem;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.Text;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackerLogTest {
    private static final Instant AT = Instant.ofEpochSecond(1_795_359_686L);

    private static List<PackerEvent> read(String log) {
        return Recorded.events(log.getBytes(StandardCharsets.UTF_8));
    }

    private static PackerEvent one(String line) {
        List<PackerEvent> events = read(line + "\n");
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    @Test
    void talkIsToldApartByItsKindAndLosesThePrefixOfItsBuild() {
        assertThat(one("1795359686,,ui,say,==> amazon-ebs: Launching a source AWS instance..."))
                .isEqualTo(new Say(AT, "amazon-ebs", "Launching a source AWS instance..."));
        assertThat(one("1795359686,,ui,message,    web: Instance ID: i-297d78d23b9ecf6eb"))
                .isEqualTo(new Message(AT, "web", "Instance ID: i-297d78d23b9ecf6eb"));
        assertThat(one("1795359686,,ui,error,==> bake.amazon-ebs.web: boom"))
                .isEqualTo(new ErrorText(AT, "bake.amazon-ebs.web", "boom"));
    }

    @Test
    void talkOfTheWholeRunHasNoBuild() {
        assertThat(one("1795359686,,ui,say,Build 'web' finished after 1 second."))
                .isEqualTo(new Say(AT, "", "Build 'web' finished after 1 second."));
        assertThat(one("1795359686,,ui,say,\\n==> Wait completed after 1 second"))
                .isEqualTo(new Say(AT, "", "\n==> Wait completed after 1 second"));
        assertThat(one("1795359686,,ui,say,")).isEqualTo(new Say(AT, "", ""));
    }

    @Test
    void aPostProcessorSpeaksForItsBuild() {
        assertThat(one("1795359686,,ui,say,==> amazon-ebs.web (shell-local): posting"))
                .isEqualTo(new Say(AT, "amazon-ebs.web", "posting"));
    }

    @Test
    void aTextOfSeveralLinesLosesThePrefixInEachOfThem() {
        assertThat(one("1795359686,,ui,error,==> web: one\\n==> web: \\n==> web:\\n==> web: four"))
                .isEqualTo(new ErrorText(AT, "web", "one\n\n\nfour"));
    }

    @Test
    void aLineWithNothingAfterItsPrefixIsEmpty() {
        assertThat(one("1795359686,,ui,say,==> web:")).isEqualTo(new Say(AT, "web", ""));
        assertThat(one("1795359686,,ui,message,    web: ")).isEqualTo(new Message(AT, "web", ""));
    }

    @Test
    void theTimeOfTimestampUiIsNoPartOfTheText() {
        assertThat(one("1795359686,,ui,message,2026-11-22T15:01:41Z:     web: Found"))
                .isEqualTo(new Message(AT, "web", "Found"));
        assertThat(Recorded.events("packer-1.6.6-json-timestamp-ui.txt"))
                .contains(new Say(
                        Instant.ofEpochSecond(1_795_359_701L), "amazon-ebs", "Stopping the source instance..."));
    }

    @Test
    void commasAndLineEndsAreDecodedAndAllElseStaysRaw() {
        assertThat(one("1795359686,,ui,say,==> web: a%!(PACKER_COMMA) b\tc\\r 100% \\d %!d"))
                .isEqualTo(new Say(AT, "web", "a, b\tc\r 100% \\d %!d"));
    }

    @Test
    void machineLinesBecomeTheirEvents() {
        assertThat(read("""
                        1795359686,web,artifact-count,2
                        1795359686,web,artifact,0,id,eu-west-1:ami-1%!(PACKER_COMMA)us-west-2:ami-2
                        1795359686,web,artifact,1,end
                        1795359686,web,error,Timeout waiting for SSH.
                        1795359686,,error-count,1
                        1795359686,,version,1.6.6
                        1795359686,,version-prelease,
                        1795359686,,template-variable,region,us-west-2,0
                        """))
                .containsExactly(
                        new ArtifactCount(AT, "web", 2),
                        new Artifact(AT, "web", 0, "id", "eu-west-1:ami-1,us-west-2:ami-2"),
                        new Artifact(AT, "web", 1, "end", ""),
                        new BuildError(AT, "web", "Timeout waiting for SSH."),
                        new ErrorCount(AT, 1),
                        new Version(AT, "version", "1.6.6"),
                        new Version(AT, "version-prelease", ""),
                        new TemplateItem(AT, "variable", List.of("region", "us-west-2", "0")));
    }

    @ParameterizedTest
    @CsvSource({"packer-1.6.6-version.txt, 1.6.6", "packer-1.16.0-version.txt, 1.16.0"})
    void packersTellTheirVersions(String recording, String version) {
        assertThat(Recorded.events(recording))
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                Version.class, told -> assertThat(told.value()).isEqualTo(version)));
    }

    @Test
    void packersTellWhatIsInATemplate() {
        assertThat(Recorded.events("packer-1.6.6-json-inspect.txt").stream()
                        .filter(TemplateItem.class::isInstance)
                        .map(TemplateItem.class::cast))
                .extracting(TemplateItem::kind, item -> item.values().get(0))
                .containsExactly(
                        tuple("variable", "endpoint"),
                        tuple("variable", "name"),
                        tuple("variable", "region"),
                        tuple("variable", "version"),
                        tuple("builder", "amazon-ebs"),
                        tuple("provisioner", "file"),
                        tuple("provisioner", "shell"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ",,,",
                "panic: runtime error: invalid memory address",
                "1795359686",
                "1795359686,",
                "1795359686,web",
                "1795359686,web,artifact-count,many",
                "1795359686,web,artifact,x,id,us-west-2:ami-1",
                "1795359686,web,artifact,0",
                "1795359686,web,a-type-to-come,1,2",
                "1795359686,,ui,shout,hello",
                "1795359686,,ui",
                "99999999999999999999,,ui,say,late",
                "2026/11/22 15:01:41 [INFO] Packer version: 1.6.6"
            })
    void whatIsNotInPackersFormatIsKeptAsItStands(String line) {
        assertThat(one(line)).isEqualTo(new Text(line));
    }

    @Test
    void carriageReturnsBeforeLineFeedsBelongToTheLineEnd() {
        assertThat(read("1795359686,,ui,say,==> web: done\r\nplain\r\n"))
                .containsExactly(new Say(AT, "web", "done"), new Text("plain"));
    }

    @Test
    void bytesThatAreNoUtf8AreReplaced() {
        byte[] log = {
            '1', ',', ',', 'u', 'i', ',', 's', 'a', 'y', ',', (byte) 0xff, 'x', '\n', (byte) 0xc3, '\n', 0, '\n'
        };

        assertThat(Recorded.events(log))
                .containsExactly(
                        new Say(Instant.ofEpochSecond(1), "", "\uFFFDx"), new Text("\uFFFD"), new Text("\u0000"));
    }

    @Test
    void chunksMaySplitLinesAndCharactersAnywhere() {
        String log = Recorded.text("packer-1.16.0-hcl-parallel2-success-named-build.txt")
                + "1795359499,,ui,say,==> web: größer – 日本語 🍞\n";
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        List<PackerEvent> whole = Recorded.events(bytes);
        Random random = new Random(7);

        for (int round = 0; round < 50; round++) {
            List<PackerEvent> events = new ArrayList<>();
            PackerLog parser = new PackerLog(events::add);
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(1 + random.nextInt(round + 1), bytes.length - at);
                parser.feed(bytes, at, length);
                at += length;
            }
            parser.end();
            assertThat(events).isEqualTo(whole);
        }
    }

    @Test
    void anyBytesAtAllAreReadWithoutComplaint() {
        Random random = new Random(11);
        byte[] alphabet = "0123456789,,,,ui,say,error,message,artifact,id,==> web: \\n%!(PACKER_COMMA)\r\n\u001b é"
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 300; round++) {
            byte[] noise = new byte[2_000];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = round % 3 == 0 ? (byte) random.nextInt(256) : alphabet[random.nextInt(alphabet.length)];
            }
            PackerRun run = Recorded.replay(new PackerRun(), Recorded.events(noise));
            assertThat(run.facts().artifacts()).isEmpty();
        }
    }

    @Test
    void aLineWithoutAnEndIsCutAndSaysSo() {
        List<PackerEvent> events = new ArrayList<>();
        PackerLog parser = new PackerLog(events::add);
        byte[] start = "1795359686,,ui,say,==> web: ".getBytes(StandardCharsets.UTF_8);
        byte[] filler = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        parser.feed(start, 0, start.length);
        for (int i = 0; i < 50; i++) {
            parser.feed(filler, 0, filler.length);
        }
        byte[] rest = "\n1795359686,,error-count,1\n".getBytes(StandardCharsets.UTF_8);
        parser.feed(rest, 0, rest.length);
        parser.end();

        assertThat(events).hasSize(2);
        assertThat(((Say) events.get(0)).text())
                .hasSizeLessThan(PackerLog.LONGEST_LINE + 100)
                .endsWith("x … [line cut after 64 KiB]");
        assertThat(events.get(1)).isEqualTo(new ErrorCount(AT, 1));
    }

    @Test
    void aLongLineInOneChunkIsCutLikewise() {
        String line = "1795359686,web,artifact,0,id," + "a".repeat(PackerLog.LONGEST_LINE);

        assertThat(one(line))
                .isInstanceOfSatisfying(
                        Text.class, text -> assertThat(text.text()).endsWith(" … [line cut after 64 KiB]"));
    }

    @Test
    void anArtifactWhoseLineBrokeOffIsNotBelieved() {
        assertThat(read("1795359686,web,artifact,0,id,us-west-2:ami-84fd4bd1"))
                .containsExactly(new Text("1795359686,web,artifact,0,id,us-west-2:ami-84fd4bd1"));
        assertThat(read("1795359686,,ui,say,==> web: Stopp")).containsExactly(new Say(AT, "web", "Stopp …"));
    }
}
