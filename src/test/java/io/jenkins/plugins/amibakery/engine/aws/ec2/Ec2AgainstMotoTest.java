package io.jenkins.plugins.amibakery.engine.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsIdentity;
import io.jenkins.plugins.amibakery.engine.aws.access.MotoServer;
import io.jenkins.plugins.amibakery.engine.bake.Sweep;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.ownership.BakeTraces;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.ownership.SeenInstance;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.log.BuildTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The whole of it against an EC2 that remembers. Each test has a bake of its own, and all share one account. */
@Timeout(120)
class Ec2AgainstMotoTest {
    private static final Region REGION = new Region("us-west-2");
    private static final String BASE = "ami-0ba5e0ba5e0ba5e00";

    @TempDir
    private static Path folder;

    private static MotoServer moto;
    private static Ec2Clients clients;

    private final String bake = UUID.randomUUID().toString();
    private final String drawn = "packer_" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        moto = MotoServer.start(folder);
        clients = new Ec2Clients(moto.access());
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            clients.close();
            moto.close();
        }
    }

    @Test
    void bakedImageIsAwaitedTaggedAndFoundAgain() throws InterruptedException {
        AmiId id = new AmiId(image(instance(), "web " + bake));
        Ec2ImageCatalog catalog = new Ec2ImageCatalog(clients);

        List<Ami> amis = catalog.await(REGION, List.of(id), Duration.ofMinutes(1));
        assertThat(amis).singleElement().returns(AmiState.AVAILABLE, Ami::state).satisfies(ami -> {
            assertThat(ami.name()).isEqualTo("web " + bake);
            assertThat(ami.snapshots()).isNotEmpty();
            assertThat(ami.created()).isPresent();
        });

        catalog.tag(REGION, amis, Map.of(Tags.RECIPE, bake, Tags.SOURCE_AMI, BASE));
        catalog.requireImdsV2(REGION, id);

        assertThat(catalog.tagged(REGION, Tags.RECIPE, Map.of()))
                .filteredOn(ami -> ami.id().equals(id))
                .singleElement()
                .satisfies(ami -> {
                    assertThat(ami.tags()).containsEntry(Tags.RECIPE, bake);
                    assertThat(ami.source()).contains(new AmiId(BASE));
                });
        String snapshot = amis.get(0).snapshots().get(0).id();
        assertThat(known(List.of(snapshot)))
                .singleElement()
                .satisfies(found -> assertThat(AmiMapper.tags(found.tags())).containsEntry(Tags.RECIPE, bake));
    }

    @Test
    void unknownIdsAreJustMissing() {
        assertThat(new Ec2ImageCatalog(clients)
                        .describe(REGION, List.of(new AmiId(BASE), new AmiId("ami-00000000000000000"))))
                .extracting(ami -> ami.id().value())
                .containsExactly(BASE);
    }

    @Test
    void everythingADeadBakeLeftIsFoundAndRemovedAndNothingElse() throws InterruptedException {
        String neighbour = instance("packer_neighbour-" + bake, "neighbour-" + bake);
        String neighboursImage = image(neighbour, "neighbour " + bake);
        String group = call(ec2 -> ec2.createSecurityGroup(
                        request -> request.groupName(drawn).description("Temporary group for Packer"))
                .groupId());
        String instance = instance();
        String image = image(instance, "web " + bake);
        String volume = call(ec2 -> ec2.createVolume(request -> request.availabilityZone("us-west-2a")
                        .size(1)
                        .tagSpecifications(tagged(ResourceType.VOLUME, bake)))
                .volumeId());
        Ec2LeftoverCatalog catalog = new Ec2LeftoverCatalog(clients);
        BakeTraces traces = traces(instance, Set.of("web " + bake), Set.of());

        List<Leftover> swept = new Sweep(catalog).sweep(traces, List.of(REGION));

        assertThat(swept)
                .filteredOn(Leftover::removed)
                .extracting(Leftover::id)
                .contains(instance, image, group, drawn);
        assertThat(swept)
                .filteredOn(left -> !left.removed())
                .extracting(Leftover::id)
                .as("what carries the bake's tag and nothing else is named, and stays")
                .containsExactly(volume);
        assertThat(new Sweep(catalog).sweep(traces, List.of(REGION))).noneMatch(Leftover::removed);
        assertThat(new Ec2ImageCatalog(clients).describe(REGION, List.of(new AmiId(neighboursImage))))
                .hasSize(1);
        assertThat(call(ec2 -> ec2.describeInstances(request -> request.instanceIds(neighbour))
                                .reservations()
                                .get(0)
                                .instances())
                        .get(0)
                        .state()
                        .nameAsString())
                .isEqualTo("running");
    }

    @Test
    void resultsOfABakeOutliveItsSweep() throws InterruptedException {
        String instance = instance();
        String kept = image(instance, "kept " + bake);
        String failed = image(instance, "failed " + bake);
        Ec2ImageCatalog images = new Ec2ImageCatalog(clients);
        images.tag(REGION, images.describe(REGION, List.of(new AmiId(kept))), Map.of(Tags.BAKE_ID, bake));
        Ec2LeftoverCatalog catalog = new Ec2LeftoverCatalog(clients);
        BakeTraces traces = traces(instance, Set.of("kept " + bake, "failed " + bake), Set.of(kept));

        List<Leftover> done = new Sweep(catalog).sweep(traces, List.of(REGION));

        assertThat(done)
                .filteredOn(Leftover::removed)
                .extracting(Leftover::id)
                .contains(failed)
                .doesNotContain(kept);
        List<Ami> left = images.describe(REGION, List.of(new AmiId(kept), new AmiId(failed)));
        assertThat(left).extracting(ami -> ami.id().value()).containsExactly(kept);
        List<String> snapshots =
                left.get(0).snapshots().stream().map(one -> one.id()).toList();
        assertThat(known(snapshots)).hasSameSizeAs(snapshots);
    }

    @Test
    void amiWhoseNameABakeWantedIsNotTakenForItsOwn() throws InterruptedException {
        String others = image(instance("packer_other-" + bake, "other-" + bake), "taken " + bake);
        BakeTraces traces = traces("i-00000000000000000", Set.of("taken " + bake), Set.of());

        assertThat(new Sweep(new Ec2LeftoverCatalog(clients)).sweep(traces, List.of(REGION)))
                .noneMatch(Leftover::removed);
        assertThat(new Ec2ImageCatalog(clients).describe(REGION, List.of(new AmiId(others))))
                .hasSize(1);
    }

    @Test
    void stsTellsWhoOneIs() {
        assertThat(AwsIdentity.whoAmI(moto.access(), REGION).account()).matches("\\d{12}");
    }

    /** A bake whose watch saw its instance, as moto does not say when an interface was attached. */
    private BakeTraces traces(String instance, Set<String> names, Set<String> kept) {
        BuildTrace build =
                new BuildTrace("web", "", drawn, false, drawn, false, "", "", false, "", instance, names, Set.of());
        Instant began = Instant.now().minusSeconds(60);
        SeenInstance seen = new SeenInstance(REGION, instance, began, new TreeMap<>());
        return new BakeTraces(
                bake,
                new Plan(began.toEpochMilli(), Map.of()),
                List.of(build),
                new Sightings(List.of(seen), List.of()),
                new BakeTraces.Hints(Set.of(), Set.of(), Set.of(), names, Set.of()),
                kept);
    }

    private String instance() {
        return instance(drawn, bake);
    }

    private static String instance(String key, String bakeId) {
        call(ec2 -> ec2.createKeyPair(request -> request.keyName(key)));
        return call(ec2 -> ec2.runInstances(request -> request.imageId(BASE)
                        .minCount(1)
                        .maxCount(1)
                        .keyName(key)
                        .tagSpecifications(tagged(ResourceType.INSTANCE, bakeId)))
                .instances()
                .get(0)
                .instanceId());
    }

    private static String image(String instance, String name) {
        return call(
                ec2 -> ec2.createImage(request -> request.instanceId(instance).name(name))
                        .imageId());
    }

    private static List<Snapshot> known(List<String> snapshots) {
        return call(ec2 ->
                ec2.describeSnapshots(request -> request.snapshotIds(snapshots)).snapshots());
    }

    private static TagSpecification tagged(ResourceType type, String bakeId) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(Tag.builder().key(Tags.BAKE_ID).value(bakeId).build())
                .build();
    }

    private static <T> T call(Function<Ec2Client, T> request) {
        return clients.call("a test", REGION, request);
    }
}
