package io.jenkins.plugins.amibakery.engine.packer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackerRunTest {
    private static BakedAmi ami(String builder, String region, String id) {
        return BakedAmi.named(builder, new Region(region), new AmiId(id));
    }

    private static PackerFacts facts(String recording) {
        return Recorded.run(recording).facts();
    }

    private static List<Phase> phases(PackerFacts facts, String builder) {
        return facts.phases().stream()
                .filter(time -> time.builder().equals(builder))
                .map(PhaseTime::phase)
                .toList();
    }

    @Test
    void anAmiIsReportedOnceThoughItsPostProcessorRepeatsIt() {
        PackerFacts facts = facts("packer-1.6.6-json-ssh-success");

        assertThat(facts.artifacts()).containsExactly(ami("amazon-ebs", "us-west-2", "ami-84fd4bd1e17ced138"));
        assertThat(facts.failures()).isEmpty();
        assertThat(facts.cancelled()).isFalse();
    }

    @Test
    void everyRegionOfAnArtifactIsAnAmi() {
        assertThat(facts("packer-1.6.6-json-none-ami_regions").artifacts())
                .containsExactly(
                        ami("amazon-ebs", "eu-west-1", "ami-8f2a0cc444c0cfcbc"),
                        ami("amazon-ebs", "us-east-1", "ami-2c246405710ffb909"),
                        ami("amazon-ebs", "us-west-2", "ami-c1a98094f6e11e069"));
    }

    @ParameterizedTest
    @CsvSource({
        "packer-1.6.6-json-ssh-success, amazon-ebs",
        "packer-1.16.0-json-ssh-success, amazon-ebs",
        "packer-1.16.0-hcl-ssh-success, web"
    })
    void theSameBakeHasTheSamePhasesInEveryGeneration(String recording, String builder) {
        assertThat(phases(facts(recording), builder))
                .containsExactly(
                        Phase.VALIDATE,
                        Phase.LAUNCH,
                        Phase.CONNECT,
                        Phase.PROVISION,
                        Phase.STOP,
                        Phase.IMAGE,
                        Phase.TAG,
                        Phase.CLEANUP);
    }

    @ParameterizedTest
    @CsvSource({"packer-1.6.6-json-none-ami_regions, amazon-ebs", "packer-1.16.0-hcl-none-ami_regions, web"})
    void copyingIsAPhaseOnlyWhereThereAreCopies(String recording, String builder) {
        assertThat(phases(facts(recording), builder))
                .containsExactly(Phase.VALIDATE, Phase.LAUNCH, Phase.STOP, Phase.IMAGE, Phase.COPY, Phase.CLEANUP);
    }

    @Test
    void phasesAreTimedByTheArrivalOfTheirFirstLines() {
        PackerRun run = new PackerRun();
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        say(run, start, "web", "Prevalidating any provided VPC information");
        say(run, start.plusMillis(1_500), "web", "Launching a source AWS instance...");
        assertThat(run.currentPhase("web")).contains(Phase.LAUNCH);
        assertThat(run.currentPhase("worker")).isEmpty();
        say(run, start.plusMillis(1_600), "web", "Waiting for instance (i-3928afdd1a237cebe) to become ready...");
        say(run, start.plusMillis(4_000), "web", "Terminating the source AWS instance...");
        say(run, start.plusMillis(4_250), "", "Build 'web' finished after 4 seconds.");
        say(run, start.plusMillis(9_000), "", "\n==> Wait completed");

        assertThat(run.facts().phases())
                .containsExactly(
                        new PhaseTime("web", Phase.VALIDATE, Duration.ofMillis(1_500)),
                        new PhaseTime("web", Phase.LAUNCH, Duration.ofMillis(2_500)),
                        new PhaseTime("web", Phase.CLEANUP, Duration.ofMillis(250)));
        assertThat(run.currentPhase("web")).isEmpty();
    }

    private static void say(PackerRun run, Instant at, String builder, String text) {
        run.accept(new PackerEvent.Say(at, builder, text), at);
    }

    @ParameterizedTest
    @CsvSource({
        "packer-1.6.6-json-parallel2-one-fails, worker-1795359688287314421, web-1795359688287312208",
        "packer-1.9.5-json-parallel2-one-fails, worker-1795359616277868097, web-1795359616277865453",
        "packer-1.16.0-hcl-parallel2-one-fails, worker-1795359499722058102, web-1795359499722054146"
    })
    void aPartialFailureReportsTheAmisThatExistAndWhoFailed(String recording, String failed, String made) {
        PackerFacts facts = facts(recording);

        assertThat(facts.artifacts())
                .extracting(BakedAmi::builder, ami -> ami.region().code())
                .containsExactly(tuple("web", "eu-west-1"), tuple("web", "us-east-1"), tuple("web", "us-west-2"));
        assertThat(facts.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.where()).isEqualTo("worker");
            assertThat(failure.cause()).isEqualTo(FailureCause.PROVISIONER);
            assertThat(failure.detail())
                    .isEqualTo("An inline script ended with exit code 42; the last line it printed: boom");
        });
        assertThat(facts.imageNames()).containsExactly(made).doesNotContain(failed);
        assertThat(facts.instances()).hasSize(2);
        assertThat(facts.keyPairs()).hasSize(2).allMatch(name -> name.startsWith("packer_"));
        assertThat(facts.securityGroups()).hasSize(2).allMatch(name -> name.startsWith("packer_"));
        assertThat(facts.sourceAmis())
                .containsOnly(
                        entry("web", new AmiId("ami-0d53cc9bd365ad65b")),
                        entry("worker", new AmiId("ami-0d53cc9bd365ad65b")));
        assertThat(facts.snapshots()).hasSize(3);
        assertThat(facts.imageIds().get("web")).hasSize(3);
        assertThat(facts.lastLines().get("worker")).hasSizeLessThanOrEqualTo(20).contains("boom");
    }

    @Test
    void buildsOfANamedBuildBlockGoByTheirBareNames() {
        assertThat(facts("packer-1.16.0-hcl-parallel2-success-named-build").artifacts())
                .extracting(BakedAmi::builder)
                .containsExactly("worker", "worker", "web", "web", "web");
    }

    @Test
    void buildsOfTheSameBareNameKeepTheirFullNames() {
        PackerRun run = new PackerRun();
        run.accept(artifact("a.amazon-ebs.web", "us-west-2:ami-84fd4bd1e17ced138"), Instant.EPOCH);
        run.accept(artifact("b.amazon-ebs.web", "us-west-2:ami-2c246405710ffb909"), Instant.EPOCH);

        assertThat(run.facts().artifacts())
                .extracting(BakedAmi::builder)
                .containsExactly("a.amazon-ebs.web", "b.amazon-ebs.web");
    }

    private static PackerEvent artifact(String builder, String id) {
        return new PackerEvent.Artifact(Instant.EPOCH, builder, 0, "id", id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packer-1.6.6-json-sigterm-parent",
                "packer-1.16.0-hcl-sigint-group",
                "packer-1.16.0-json-sigterm-at-launch"
            })
    void aCancelledRunSaysSoAndFailedInNothing(String recording) {
        PackerFacts facts = facts(recording);

        assertThat(facts.cancelled()).isTrue();
        assertThat(facts.failures()).isEmpty();
        assertThat(facts.artifacts()).isEmpty();
        assertThat(facts.instances()).hasSize(1);
    }

    @Test
    void aKilledRunLeavesTheTracesByWhichItsLeftoversAreFound() {
        PackerRun run = Recorded.run("packer-1.16.0-hcl-sigkill-group");
        PackerFacts facts = run.facts();

        assertThat(facts.instances()).containsExactly("i-6a2e8201eb17acb51");
        assertThat(facts.keyPairs()).containsExactly("packer_6b030531-59aa-946d-9c74-abbd66be0e3e");
        assertThat(facts.securityGroups()).containsExactly("packer_6b030531-541c-1fac-9f79-a04d89e91409");
        assertThat(run.currentPhase("web")).contains(Phase.PROVISION);
        assertThat(run.currentPhase("amazon-ebs.web")).contains(Phase.PROVISION);
    }

    @Test
    void anIdWhoseRegionPackerMaskedIsKnownWithoutARegion() {
        PackerFacts facts = facts("packer-1.16.0-json-sensitive-value-corrupts-artifact-id");

        assertThat(facts.artifacts()).isEmpty();
        assertThat(facts.imageIds()).containsExactly(entry("amazon-ebs", Set.of(new AmiId("ami-f2840e643f82dc036"))));
    }

    @Test
    void listenersHearOfPhasesAndImagesAsTheyCome() {
        List<String> heard = new ArrayList<>();
        PackerRun run = new PackerRun(new PackerRun.Listener() {
            @Override
            public void phase(String builder, Phase phase, Instant at) {
                heard.add(builder + " " + phase.word());
            }

            @Override
            public void image(String builder, String region, AmiId id) {
                heard.add(builder + " " + id + " " + region);
            }
        });
        Recorded.replay(run, Recorded.events("packer-1.16.0-hcl-ssh-success.txt"));

        assertThat(heard)
                .containsExactly(
                        "web validate",
                        "web launch",
                        "web connect",
                        "web provision",
                        "web stop",
                        "web image",
                        "web ami-afc4bc598c9cc6942 ",
                        "web tag",
                        "web cleanup",
                        "web ami-afc4bc598c9cc6942 us-west-2");
    }

    @Test
    void whatAScriptPrintsIsNotTakenForPackersWords() {
        PackerRun run = new PackerRun();
        Instant at = Instant.EPOCH;
        for (String line : List.of(
                "Prevalidating AMI Name: img-mgr-1",
                "Launching a source AWS instance...",
                "Instance ID: i-3928afdd1a237cebe",
                "Connected to SSH!",
                "Creating temporary keypair: production",
                "Instance ID: i-0badbadbadbadbad0",
                "Stopping the source instance...",
                "Instance ID: i-0badbadbadbadbad1",
                "Creating AMI production from instance i-0badbadbadbadbad0",
                "Creating AMI production from instance i-3928afdd1a237cebe",
                "x\n==> other: Instance ID: i-0badbadbadbadbad2")) {
            say(run, at, "amazon-ebs.web", line);
        }
        PackerFacts facts = run.facts();

        assertThat(facts.instances()).containsExactly("i-3928afdd1a237cebe");
        assertThat(facts.keyPairs()).isEmpty();
        assertThat(facts.imageNames()).isEmpty();
        assertThat(facts.artifacts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"packer-1.6.6-json-spoof", "packer-1.16.0-json-spoof"})
    void aScriptThatSpeaksAsPackerFoolsNobody(String recording) {
        PackerFacts facts = facts(recording);

        assertThat(facts.instances()).hasSize(1).doesNotContain("i-0badbadbadbadbad0");
        assertThat(facts.keyPairs()).hasSize(1).doesNotContain("prod-key");
        assertThat(facts.imageNames()).hasSize(1).doesNotContain("production");
        assertThat(facts.imageIds().get("amazon-ebs")).hasSize(1);
        assertThat(facts.lastLines()).containsOnlyKeys("amazon-ebs");
        assertThat(facts.artifacts())
                .hasSize(1)
                .noneMatch(ami -> ami.id().value().contains("bad"));
    }

    @Test
    void aCrashIsAFailure() {
        PackerRun run = Recorded.replay(
                new PackerRun(),
                Recorded.events("panic: runtime error: index out of range\n\ngoroutine 1 [running]:\n"
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(run.facts().failures()).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(FailureCause.PACKER_CRASHED);
            assertThat(failure.detail()).contains("index out of range");
        });
    }

    @Test
    void packersWarningNamesTheBuildsThatASelectionMissed() {
        assertThat(facts("packer-1.16.0-hcl-only-bare-name-nomatch").failures())
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.cause()).isEqualTo(FailureCause.NO_ARTIFACT);
                    assertThat(failure.detail())
                            .isEqualTo("No build of the template is selected; its builds are: "
                                    + "amazon-ebs.web, amazon-ebs.worker.");
                });
    }

    @Test
    void aSelectionThatMissesAllEndsWellInOldPackers() {
        PackerFacts facts = facts("packer-1.6.6-json-only-nomatch");

        assertThat(facts.failures()).isEmpty();
        assertThat(facts.artifacts()).isEmpty();
    }
}
