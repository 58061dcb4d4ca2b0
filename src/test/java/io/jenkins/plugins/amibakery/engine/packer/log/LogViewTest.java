package io.jenkins.plugins.amibakery.engine.packer.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.packer.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogViewTest {
    private static PackerEvent say(String builder, String text) {
        return new PackerEvent.Say(Instant.EPOCH, builder, text);
    }

    private static List<String> lines(String recording) {
        LogView view = new LogView();
        return Recorded.events(recording).stream()
                .map(view::line)
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void aBakeOfOneBuildReadsWithoutNoise() {
        assertThat(lines("packer-1.6.6-json-none-ami_regions.txt"))
                .startsWith(
                        "Prevalidating any provided VPC information",
                        "Prevalidating AMI Name: img-mgr-test-6b0303c6-ccee-320e-e479-7957b2ae3de5",
                        "Found Image ID: ami-0d53cc9bd365ad65b")
                .endsWith(
                        "No volumes to clean up, skipping",
                        "Deleting temporary security group...",
                        "Deleting temporary keypair...",
                        "Running post-processor: manifest",
                        "Build 'amazon-ebs' finished after 139 milliseconds 394 microseconds.")
                .noneMatch(line -> line.contains("==>") || line.contains("artifact"));
    }

    @Test
    void linesOfSeveralBuildsNameTheirs() {
        List<String> lines = lines("packer-1.16.0-hcl-parallel2-one-fails.txt");

        assertThat(lines)
                .contains(
                        "worker: boom",
                        "web: Connected to SSH!",
                        "web: version=1.0.0, with, commas",
                        "Build 'amazon-ebs.worker' errored after 2 seconds 811 milliseconds: "
                                + "Script exited with non-zero exit status: 42. Allowed exit codes are: [0]");
    }

    @Test
    void aTextOfSeveralLinesNamesItsBuildInEach() {
        assertThat(new LogView(true).line(say("amazon-ebs.web", "one\ntwo"))).contains("web: one\nweb: two");
    }

    @Test
    void terminalsAreNotCommandedByWhatAScriptPrints() {
        LogView view = new LogView();

        assertThat(view.line(say("web", "\u001b[31mred\u001b[0m \u001b]0;title\u0007\u001b[2Jend\u0007\u009b1m\u0000")))
                .contains("red end1m");
        assertThat(view.line(say("web", "10 %\r20 %\r\n30 %"))).contains("10 %\n20 %\n30 %");
        assertThat(view.line(say("web", "größer\tübrig 🍞"))).contains("größer\tübrig 🍞");
    }

    @Test
    void aSecretThatPackerPrintsInClearIsHiddenByTheMasker() {
        Masker masker = new Masker(List.of("s3cr3t,x"));

        assertThat(Recorded.text("packer-1.6.6-json-sensitive-variable.txt")).contains("s3cr3t%!(PACKER_COMMA)x");
        assertThat(lines("packer-1.6.6-json-sensitive-variable.txt").stream().map(masker::mask))
                .contains("the password is **** ok")
                .noneMatch(line -> line.contains("s3cr3t"));
    }

    @Test
    void whatOnlyMachinesReadIsNotShown() {
        LogView view = new LogView();

        assertThat(view.line(new PackerEvent.ErrorCount(Instant.EPOCH, 1))).isEmpty();
        assertThat(view.line(new PackerEvent.Artifact(Instant.EPOCH, "web", 0, "end", "")))
                .isEmpty();
        assertThat(view.line(say("web", "  "))).isEmpty();
        assertThat(view.line(new PackerEvent.Text("panic: oh"))).contains("panic: oh");
    }
}
