package io.jenkins.plugins.amibakery.engine.bake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.Schema;
import io.jenkins.plugins.amibakery.engine.build.Manifests;
import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.lockfile.LockFiles;
import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.LockedBase;
import io.jenkins.plugins.amibakery.engine.model.LockedBuild;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerLog;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes after packer's end, the same for both front ends. */
class ConclusionTest {
    private static final Schema SCHEMA = Schema.of("bake");
    private static final Region HERE = new Region("us-west-2");
    private static final AmiId MADE = new AmiId("ami-0d53cc9bd365ad65b");
    private static final AmiId OTHERS = new AmiId("ami-0123456789abcdef0");
    private static final AmiId BASE = new AmiId("ami-0aaaaaaaaaaaaaaaa");
    private static final String INSTANCE = "i-3928afdd1a237cebe";
    private static final String KEY = "c".repeat(64);

    private static final String LAUNCHED = """
            1,,ui,say,==> web: Found Image ID: ami-0aaaaaaaaaaaaaaaa
            1,,ui,say,==> web: Launching a source AWS instance...
            1,,ui,say,==> web: Instance ID: i-3928afdd1a237cebe
            """;
    private static final String BAKED = LAUNCHED + "9,web,artifact,0,id,us-west-2:ami-0d53cc9bd365ad65b\n";

    private static final String VOLUME = """
            1,data,artifact-count,1
            1,data,artifact,0,builder-id,mitchellh.amazon.ebsvolume
            1,data,artifact,0,id,us-west-2:vol-100d0c435be2c85d2
            1,data,artifact,0,string,EBS Volumes were created:\\n\\nus-west-2:vol-100d0c435be2c85d2
            1,data,artifact,0,end
            """;

    @TempDir
    private Path directory;

    private final FakeCloud cloud =
            new FakeCloud().has(HERE, MADE).has(HERE, BASE).runs(HERE, INSTANCE);
    private final List<String> said = new ArrayList<>();
    private LockUse.Mode mode = LockUse.Mode.NONE;
    private Manifests manifests = new Manifests(List.of(), Map.of());
    private String key = KEY;

    @BeforeEach
    void template() throws IOException {
        Files.writeString(
                directory.resolve("image.json"), "{\"builders\": [{\"type\": \"amazon-ebs\", \"name\": \"web\"}]}");
    }

    private ConcludeBake work(int exitCode, String log) {
        PackerRun run = new PackerRun();
        PackerLog.readAll(log, event -> run.accept(event, Instant.EPOCH));
        PackerFacts facts = run.facts();
        BakeRequest request = BakeRequest.of("b-1", Path.of("image.json"))
                .directory(directory)
                .build();
        return new ConcludeBake(
                request,
                PackerTold.read("packer", "1.6.6", ""),
                new LockUse(mode, "", directory.resolve("scratch").toString()),
                new CommandOutcome(exitCode, Duration.ofSeconds(7), false),
                facts,
                manifests,
                Instant.MIN,
                List.of("us-west-2"),
                new Plan(1_000, Map.of("web", List.of())),
                Sightings.NONE,
                key);
    }

    private BakeReport report(int exitCode, String log) throws InterruptedException {
        return held(work(exitCode, log).run(new Workplace(directory, Map.of()), cloud));
    }

    private BakeReport heard(int exitCode, String log) throws InterruptedException {
        Conclusion.Lent lent = new Conclusion.Lent() {
            @Override
            public void says(String line) {
                said.add(line);
            }
        };
        return held(new Conclusion(work(exitCode, log), cloud, lent).report());
    }

    /** Whatever came of it fits the schema. */
    private static BakeReport held(BakeReport report) {
        assertThat(SCHEMA.faults(report.tree())).isEmpty();
        return report;
    }

    private void manifest(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("manifest.json"), text);
        manifests = new Manifests(List.of(file.toString()), Map.of());
    }

    private static String manifestOf(AmiId id) {
        return """
                {"builds": [{"name": "web", "builder_type": "amazon-ebs", "artifact_id": "us-west-2:%s", "packer_run_uuid": "u1"}],
                 "last_run_uuid": "u1"}
                """.formatted(id);
    }

    @Test
    void aSuccessIsTaggedWithLineageAndKeyAndNothingIsSwept() throws Exception {
        BakeReport report = report(0, BAKED);

        assertThat(report.outcome()).isEqualTo(BakeOutcome.SUCCESS);
        assertThat(report.packerVersion()).isEqualTo("1.6.6");
        assertThat(report.duration()).isEqualTo(Duration.ofSeconds(7));
        assertThat(report.amis()).extracting(BakedAmi::id).containsExactly(MADE);
        assertThat(cloud.ami(MADE).tags())
                .containsEntry(Tags.BAKE_ID, "b-1")
                .containsEntry(Tags.BAKE_KEY, KEY)
                .containsEntry(Tags.SOURCE_AMI, BASE.value());
        assertThat(cloud.ami(MADE).imdsV2Required()).isTrue();
        assertThat(cloud.looked).isEmpty();
        assertThat(report.lock()).isNull();
    }

    @Test
    void concludingOnceMoreChangesNothing() throws Exception {
        BakeReport first = report(0, BAKED);

        assertThat(report(0, BAKED).amis()).isEqualTo(first.amis());
    }

    @Test
    void aPartialSuccessKeepsItsAmiWithoutAKeyAndIsSwept() throws Exception {
        BakeReport report = heard(1, BAKED);

        assertThat(report.outcome()).isEqualTo(BakeOutcome.FAILURE);
        assertThat(report.failures()).extracting(Failure::detail).containsExactly("packer ended with exit code 1");
        assertThat(report.amis()).extracting(BakedAmi::id).containsExactly(MADE);
        assertThat(cloud.ami(MADE).tags()).containsEntry(Tags.BAKE_ID, "b-1").doesNotContainKey(Tags.BAKE_KEY);
        assertThat(cloud.removed).extracting(Leftover::id).containsExactly(INSTANCE);
        assertThat(said).containsExactly("looking for leftovers");
    }

    @Test
    void aConclusionThatIsInterruptedCanBeBegunAgainAsACancelledOne() throws Exception {
        cloud.interruptions = 1;
        ConcludeBake work = work(0, BAKED);
        Workplace here = new Workplace(directory, Map.of());

        assertThatThrownBy(() -> work.run(here, cloud)).isInstanceOf(InterruptedException.class);
        BakeReport report = held(work.cancelled().run(here, cloud));

        assertThat(report.outcome()).isEqualTo(BakeOutcome.CANCELLED);
        assertThat(report.failures()).extracting(Failure::detail).containsExactly("The bake was cancelled");
        assertThat(report.amis()).isEmpty();
        assertThat(report.leftovers())
                .extracting(Leftover::id, Leftover::removed)
                .contains(org.assertj.core.groups.Tuple.tuple(INSTANCE, true));
    }

    @Test
    void anAmiOfAManifestThatAnotherPackerWroteIsNotTheBakes() throws Exception {
        cloud.has(HERE, OTHERS);
        manifest(manifestOf(OTHERS));

        BakeReport report = report(0, BAKED);

        assertThat(report.amis()).extracting(BakedAmi::id).containsExactly(MADE);
        assertThat(cloud.ami(OTHERS).tags()).isEmpty();
    }

    @Test
    void itsOwnManifestCountsOnce() throws Exception {
        manifest(manifestOf(MADE));

        assertThat(report(0, BAKED).amis()).extracting(BakedAmi::id).containsExactly(MADE);
    }

    @Test
    void aBrokenManifestIsSaidAndMattersOnlyWhereTheLogTellsNoAmi() throws Exception {
        manifest("{ broken");

        assertThat(heard(0, BAKED).outcome()).isEqualTo(BakeOutcome.SUCCESS);
        assertThat(said).singleElement().satisfies(line -> assertThat(line).contains("manifest.json"));

        BakeReport report = heard(0, LAUNCHED);
        assertThat(report.failures()).extracting(Failure::cause).containsExactly(FailureCause.MANIFEST_BROKEN);
        assertThat(cloud.removed).extracting(Leftover::id).containsExactly(INSTANCE);
    }

    @Test
    void aBuildThatIsToldToMakeNoAmiEndsWellWithoutOneAndThatIsSaid() throws Exception {
        BakeReport report = report(0, LAUNCHED + "1,web,ui,say,==> web: Skipping AMI creation...\n");

        assertThat(report.outcome()).isEqualTo(BakeOutcome.SUCCESS);
        assertThat(report.amis()).isEmpty();
        assertThat(report.notes())
                .containsExactly("The build web made no AMI, as the template requests (skip_create_ami).");
        assertThat(cloud.removed).isEmpty();
    }

    @Test
    void aBuildThatMakesSomethingElseEndsWellAndThatIsNamed() throws Exception {
        BakeReport report = report(0, VOLUME);

        assertThat(report.outcome()).isEqualTo(BakeOutcome.SUCCESS);
        assertThat(report.notes())
                .containsExactly(
                        "The build data made no AMI: EBS Volumes were created: us-west-2:vol-100d0c435be2c85d2.");
    }

    @Test
    void aPortThatPackerOpenedToTheWholeInternetIsSaidWithTheRemedy() throws Exception {
        String open =
                "1,,ui,say,==> web: Authorizing access to port 22 from [0.0.0.0/0] in the temporary security groups...\n";

        assertThat(report(0, open + BAKED).notes())
                .containsExactly(
                        "Warning: packer opened the port of web's build instance to the whole Internet. Declare the"
                                + " variable ssh_source_cidrs in the template and use it as temporary_security_group_source_cidrs:"
                                + " then only the machine that bakes gets in.");
        assertThat(report(0, open.replace("0.0.0.0/0", "203.0.113.7/32") + BAKED)
                        .notes())
                .isEmpty();
        assertThat(report(0, open.replace("port 22", "port 0") + BAKED).notes()).isEmpty();
        assertThat(report(0, BAKED + open).notes())
                .as("what a script prints later")
                .isEmpty();
    }

    @Test
    void anAmiBesideAVolumeCountsAndBothAreTold() throws Exception {
        BakeReport report = report(0, BAKED + VOLUME);

        assertThat(report.amis()).extracting(BakedAmi::id).containsExactly(MADE);
        assertThat(report.notes()).singleElement().asString().startsWith("The build data made no AMI: ");
    }

    @Test
    void aBuildThatShouldHaveMadeAnAmiIsAFailureWhateverIsMadeBesides() throws Exception {
        assertThat(report(0, LAUNCHED + VOLUME).failures())
                .extracting(Failure::cause)
                .containsExactly(FailureCause.NO_ARTIFACT);
    }

    private void lock(AmiId base) throws IOException {
        mode = LockUse.Mode.KEEP;
        LockedBuild build =
                new LockedBuild(new TreeMap<>(Map.of(HERE, new LockedBase(base, "debian", "1"))), new TreeMap<>());
        LockFiles.write(
                directory.resolve("image.lock.json"),
                new LockFile("1.6.6", new TreeMap<>(), new TreeMap<>(Map.of("web", build))));
    }

    @Test
    void anImageThatDiffersFromTheLockIsNoResult() throws Exception {
        lock(OTHERS);

        BakeReport report = report(0, BAKED);

        assertThat(report.failures()).extracting(Failure::cause).containsExactly(FailureCause.LOCK_DIFFERS);
        assertThat(report.amis()).isEmpty();
        assertThat(cloud.ami(MADE).tags()).isEmpty();
        assertThat(cloud.looked).contains(HERE);
    }

    @Test
    void anImageAsTheLockSaysIsAResult() throws Exception {
        lock(BASE);

        assertThat(report(0, BAKED).outcome()).isEqualTo(BakeOutcome.SUCCESS);
    }

    @Test
    void anImageOfALockThatIsGoneIsNoResultAndStays() throws Exception {
        lock(BASE);
        Files.delete(directory.resolve("image.lock.json"));

        BakeReport report = report(0, BAKED);

        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(FailureCause.LOCK_MISSING);
            assertThat(failure.detail()).contains("not removed, because it is not known to be wrong", MADE.value());
        });
        assertThat(report.amis()).isEmpty();
    }

    @Test
    void theLockOfASuccessIsWrittenDown() throws Exception {
        mode = LockUse.Mode.WRITE;

        BakeReport report = report(0, BAKED);

        assertThat(report.lock().file()).isEqualTo("image.lock.json");
        assertThat(report.lock().isNew()).isTrue();
        assertThat(report.lock().unlocked()).containsExactly("web");
        assertThat(LockFiles.read(directory.resolve("image.lock.json")).builds())
                .containsOnlyKeys("web");
        assertThat(report(0, BAKED).lock().changes()).isEmpty();
    }

    @Test
    void theLockOfAFailureIsNotWritten() throws Exception {
        mode = LockUse.Mode.WRITE;

        assertThat(report(1, BAKED).lock()).isNull();
        assertThat(directory.resolve("image.lock.json")).doesNotExist();
    }

    @Test
    void whatTheImagesHoldIsListed() throws Exception {
        Path images = Files.createDirectories(directory.resolve("scratch/image-manifests"));
        Files.writeString(
                images.resolve("web.json"), "{\"packages\": [{\"name\": \"nginx\", \"version\": \"1.22.1\"}]}");

        assertThat(report(0, BAKED).packages()).isEqualTo(Map.of("nginx", "1.22.1"));

        Files.writeString(images.resolve("web.json"), "no JSON");
        BakeReport report = report(0, BAKED);
        assertThat(report.outcome()).isEqualTo(BakeOutcome.SUCCESS);
        assertThat(report.notes())
                .singleElement()
                .satisfies(note -> assertThat(note)
                        .startsWith("The job's history lacks the packages of this bake: ")
                        .contains("web.json"));
    }

    @Test
    void aSweepThatIsRefusedNamesWhatTheLogNamed() throws Exception {
        cloud.refusesLooks = true;

        BakeReport report = report(1, LAUNCHED);

        assertThat(report.leftovers()).singleElement().satisfies(left -> {
            assertThat(left.id()).isEqualTo(INSTANCE);
            assertThat(left.removed()).isFalse();
            assertThat(left.note()).contains("no route");
        });
    }

    @Test
    void tagsThatAreRefusedAreAFailureAndTheAmiStays() throws Exception {
        cloud.refusesTags = true;

        BakeReport report = report(0, BAKED);

        assertThat(report.failures()).extracting(Failure::cause).containsExactly(FailureCause.CREDENTIALS);
        assertThat(report.amis()).extracting(BakedAmi::id).containsExactly(MADE);
        assertThat(cloud.removed).extracting(Leftover::id).containsExactly(INSTANCE);
    }

    @Test
    void aBakeWhoseAgentIsLostIsSweptByItsTracesAlone() throws Exception {
        ConcludeBake known = work(-1, LAUNCHED);

        BakeReport report =
                new LostBake("b-1", known.facts(), known.known(), known.seen(), known.regions()).swept(cloud);

        assertThat(report.outcome()).isEqualTo(BakeOutcome.CANCELLED);
        assertThat(report.amis()).isEmpty();
        assertThat(report.failures()).extracting(Failure::detail).containsExactly("The agent was removed");
        assertThat(cloud.removed).extracting(Leftover::id).containsExactly(INSTANCE);
        assertThat(cloud.questions).isZero();
    }

    @Test
    void keyAndSignatureAreAskedForOnlyWhereAllWentWell() throws Exception {
        List<String> asked = new ArrayList<>();
        Conclusion.Lent lent = new Conclusion.Lent() {
            @Override
            public String key(PackerFacts facts, String told) {
                asked.add("key");
                return "";
            }

            @Override
            public List<BakedAmi> signed(ImageCatalog images, List<BakedAmi> amis) {
                asked.add("signature");
                return amis;
            }
        };

        new Conclusion(work(1, BAKED), cloud, lent).report();
        assertThat(asked).isEmpty();

        new Conclusion(work(0, BAKED), cloud, lent).report();
        assertThat(asked).containsExactly("key", "signature");
        assertThat(cloud.ami(MADE).tags()).doesNotContainKey(Tags.BAKE_KEY);
    }
}
