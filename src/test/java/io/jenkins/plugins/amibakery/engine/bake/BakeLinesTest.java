package io.jenkins.plugins.amibakery.engine.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Audience;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeReports;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Line;
import io.jenkins.plugins.amibakery.engine.model.LockChange;
import io.jenkins.plugins.amibakery.engine.model.LockUpdate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BakeLinesTest {
    private static final Duration TOOK = Duration.ofMillis(12_400);
    private static final BakeReport BAKED = BakeReports.of(List.of(BakeReports.AMI), List.of(), List.of(), TOOK);

    private static List<String> texts(List<Line> lines) {
        return lines.stream().map(Line::text).toList();
    }

    private static List<String> texts(BakeReport report, Audience audience) {
        return texts(BakeLines.of(report, audience));
    }

    private static BakeReport locking(LockUpdate lock) {
        return BakeReports.of(List.of(), List.of(), List.of(), TOOK, lock, List.of());
    }

    @Test
    void aSuccessIsTwoLinesInALog() {
        assertThat(texts(BAKED, Audience.JENKINS))
                .containsExactly(
                        "AMI ami-0d53cc9bd365ad65b in us-west-2: img-1 (web, from ami-0aaaaaaaaaaaaaaaa)",
                        "Baked 1 AMI in 12.4 s.");
    }

    @Test
    void aTerminalShowsAllOfAnAmi() {
        assertThat(texts(BAKED, Audience.TERMINAL))
                .containsExactly(
                        "AMI        ami-0d53cc9bd365ad65b  us-west-2",
                        "  name     img-1",
                        "  base     ami-0aaaaaaaaaaaaaaaa",
                        "  snapshot snap-1 (8 GiB)",
                        "  builder  web",
                        "  phases   provision 9.2 s",
                        "Baked 1 AMI in 12.4 s.");
    }

    @Test
    void aFailureSaysWhyAndWhatBecameOfTheRest() {
        Failure cancelled = new Failure("web", FailureCause.CANCELLED, "The bake was cancelled");

        assertThat(texts(
                        BakeReports.of(List.of(), List.of(cancelled), BakeReports.LEFT, Duration.ofSeconds(185)),
                        Audience.JENKINS))
                .containsExactly(
                        "Removed instance i-1 in us-west-2.",
                        "Left: key pair packer_1 in us-west-2: denied",
                        "  Remove it with: aws ec2 delete-key-pair --key-name packer_1 --region us-west-2",
                        "web: The bake was cancelled. Start it again when you want it.",
                        "Cancelled after 3 min 5 s.");
    }

    @Test
    void aRemedyIsInTheWordsOfWhoReadsIt() {
        Failure failure = Failure.of(FailureCause.PACKER_MISSING, "no packer");
        BakeReport report = BakeReports.of(List.of(BakeReports.AMI), List.of(failure), List.of(), TOOK);

        assertThat(texts(report, Audience.TERMINAL)).contains(failure.line());
        assertThat(texts(report, Audience.JENKINS))
                .contains(failure.lineInJenkins())
                .last()
                .isEqualTo("Failed after 12.4 s; 1 AMI of it exists and stays.");
    }

    @Test
    void reusedAmisAreSaidToBeThatAndWhose() {
        assertThat(texts(BakeLines.reused(BAKED, "another job", "The folder 'team' says so.", Audience.JENKINS)))
                .last()
                .isEqualTo("Reused 1 AMI of another job in 12.4 s. The folder 'team' says so.");
        assertThat(texts(BakeLines.reused(BAKED, "bake b-1 by me@here", "", Audience.TERMINAL)))
                .startsWith("AMI        ami-0d53cc9bd365ad65b  us-west-2")
                .endsWith("Reused 1 AMI of bake b-1 by me@here in 12.4 s.");
    }

    @Test
    void aLockThatWasWrittenIsToldWithWhatChangedInIt() {
        LockChange change = new LockChange("web: package jq", "1.5", "1.6");

        assertThat(texts(locking(new LockUpdate("a.lock.json", true, List.of(change), List.of())), Audience.JENKINS))
                .startsWith(
                        "Lock file a.lock.json: new, with 1 entry.",
                        "  It is in the workspace: keep it with archiveArtifacts 'a.lock.json', and commit it beside the template.");
        assertThat(texts(locking(new LockUpdate("a.lock.json", false, List.of(), List.of())), Audience.JENKINS))
                .startsWith("Lock file a.lock.json: nothing changed.");
        assertThat(texts(
                        locking(new LockUpdate("a.lock.json", false, Collections.nCopies(102, change), List.of("db"))),
                        Audience.TERMINAL))
                .startsWith("Lock file a.lock.json: 102 changes.", "  ~ web: package jq 1.5 → 1.6")
                .contains(
                        "  and 2 more",
                        "  db: no package versions, as the template downloads no manifest of the image.");
    }

    @Test
    void aSuccessWithoutAnAmiIsSaidToBeOne() {
        assertThat(texts(BakeReports.of(List.of(), List.of(), List.of(), TOOK), Audience.JENKINS))
                .containsExactly("Succeeded without an AMI, in 12.4 s.");
    }

    @Test
    void aNoteIsToldToEverybody() {
        BakeReport noted = BakeReports.of(List.of(), List.of(), List.of(), TOOK, null, List.of("a note"));

        assertThat(texts(noted, Audience.TERMINAL)).contains("a note");
        assertThat(texts(noted, Audience.JENKINS)).contains("a note");
    }
}
