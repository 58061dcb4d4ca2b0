package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BakeReportLinesTest {
    private static final Region REGION = new Region("us-west-2");

    private static final BakedAmi AMI = BakedAmi.named("web", REGION, new AmiId("ami-0d53cc9bd365ad65b"))
            .describedAs(new Ami(
                    new AmiId("ami-0d53cc9bd365ad65b"),
                    REGION,
                    "img-1",
                    "123456789012",
                    AmiState.AVAILABLE,
                    "",
                    Optional.of(Instant.parse("2026-11-22T16:22:33Z")),
                    "x86_64",
                    true,
                    List.of(new Snapshot("snap-1", 8)),
                    Map.of(Tags.SOURCE_AMI, "ami-0aaaaaaaaaaaaaaaa")));

    @Test
    void aSuccessIsToldInTwoLines() {
        assertThat(BakeReportLines.lines(List.of(AMI), List.of(), List.of(), 12_400, false))
                .containsExactly(
                        "AMI ami-0d53cc9bd365ad65b in us-west-2: img-1 (web, from ami-0aaaaaaaaaaaaaaaa)",
                        "Baked 1 AMI in 12.4 s.");
    }

    @Test
    void aFailureSaysWhyAndWhatBecameOfTheRest() {
        List<Leftover> leftovers = List.of(
                new Leftover(Leftover.Kind.INSTANCE, "i-1", REGION, true, ""),
                new Leftover(Leftover.Kind.KEY_PAIR, "packer_1", REGION, false, "denied"));

        assertThat(BakeReportLines.lines(
                        List.of(),
                        List.of(new Failure("web", FailureCause.CANCELLED, "The bake was cancelled")),
                        leftovers,
                        185_000,
                        true))
                .containsExactly(
                        "Removed instance i-1 in us-west-2.",
                        "Left: key pair packer_1 in us-west-2: denied\n  By hand it is removed with: "
                                + "aws ec2 delete-key-pair --key-name packer_1 --region us-west-2",
                        "web: The bake was cancelled. Start it again when you want it; nothing of it was kept.",
                        "Cancelled after 3 min 5 s.");
    }

    @Test
    void aJenkinsfileGetsPlainValues() {
        assertThat(AmiMaps.of(AMI))
                .containsExactly(
                        Map.entry("id", "ami-0d53cc9bd365ad65b"),
                        Map.entry("region", "us-west-2"),
                        Map.entry("name", "img-1"),
                        Map.entry("builder", "web"),
                        Map.entry("sourceAmi", "ami-0aaaaaaaaaaaaaaaa"),
                        Map.entry("snapshots", List.of("snap-1")),
                        Map.entry("buildTime", "2026-11-22T16:22:33Z"));
    }

    @Test
    void aJenkinsfileIsToldWhetherAndWhyItWasBaked() {
        BakeState state = new BakeState("web-1-abc", 0);
        state.reason = "Since ami-0d53cc9bd365ad65b file setup.sh changed.";

        assertThat(AmiMaps.of(List.of(AMI), state))
                .singleElement()
                .satisfies(ami -> assertThat(ami)
                        .containsEntry("id", "ami-0d53cc9bd365ad65b")
                        .containsEntry("reused", false)
                        .containsEntry("reason", state.reason));
    }

    @Test
    void aBakeOfAnOlderVersionHasNoReason() {
        BakeState state = new BakeState("web-1-abc", 0);
        state.reason = null;

        assertThat(AmiMaps.of(List.of(AMI), state).get(0)).containsEntry("reason", "");
    }
}
