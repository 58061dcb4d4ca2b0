package io.jenkins.plugins.amibakery.engine.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.access.InstantSleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAnswer;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAws;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ec2ImageCatalogTest {
    private static final Region REGION = new Region("eu-central-1");
    private static final String WHOLE = """
            <imagesSet><item>
              <imageId>ami-0123456789abcdef0</imageId><name>img-mgr 1.2</name><imageOwnerId>123456789012</imageOwnerId>
              <imageState>failed</imageState><stateReason><code>x</code><message>disk was too small</message></stateReason>
              <creationDate>2026-03-04T05:06:07.000Z</creationDate><architecture>arm64</architecture>
              <imdsSupport>v2.0</imdsSupport>
              <blockDeviceMapping>
                <item><deviceName>/dev/xvda</deviceName>
                  <ebs><snapshotId>snap-0a</snapshotId><volumeSize>8</volumeSize></ebs></item>
                <item><deviceName>/dev/sdb</deviceName><virtualName>ephemeral0</virtualName></item>
                <item><deviceName>/dev/sdc</deviceName>
                  <ebs><snapshotId>snap-0b</snapshotId><volumeSize>20</volumeSize></ebs></item>
              </blockDeviceMapping>
              <tagSet><item><key>version</key><value>1.2</value></item><item><key>empty</key><value/></item></tagSet>
            </item></imagesSet>""";

    private PlayedAws aws;
    private Ec2Clients clients;
    private Ec2ImageCatalog catalog;
    private final InstantSleeper pace = new InstantSleeper();

    @BeforeEach
    void start() throws IOException {
        aws = new PlayedAws();
        clients = aws.clients(pace);
        catalog = new Ec2ImageCatalog(clients);
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    @Test
    void imageIsDescribedWithEverythingEc2Says() {
        aws.next("DescribeImages", PlayedAnswer.ec2("DescribeImages", WHOLE));

        assertThat(catalog.describe(REGION, ids(1)))
                .containsExactly(new Ami(
                        new AmiId("ami-0123456789abcdef0"),
                        REGION,
                        "img-mgr 1.2",
                        "123456789012",
                        AmiState.FAILED,
                        "disk was too small",
                        Optional.of(Instant.parse("2026-03-04T05:06:07Z")),
                        "arm64",
                        true,
                        List.of(new Snapshot("snap-0a", 8), new Snapshot("snap-0b", 20)),
                        Map.of("version", "1.2", "empty", "")));
    }

    @Test
    void barestImageIsDescribedToo() {
        aws.next(
                "DescribeImages",
                PlayedAnswer.ec2(
                        "DescribeImages", "<imagesSet><item><imageId>ami-12345678</imageId></item></imagesSet>"));

        assertThat(catalog.describe(REGION, ids(1)))
                .singleElement()
                .returns(AmiState.UNKNOWN, Ami::state)
                .returns("", Ami::name)
                .returns(false, Ami::imdsV2Required);
    }

    @Test
    void idsAreAskedForInOneCallByAFilterThatForgivesUnknownOnes() {
        catalog.describe(REGION, ids(3));

        assertThat(aws.requests()).singleElement().satisfies(request -> {
            assertThat(request.filter("image-id")).hasSize(3);
            assertThat(request.parameters())
                    .containsEntry("IncludeDeprecated", "true")
                    .containsEntry("IncludeDisabled", "true")
                    .doesNotContainKey("ImageId.1");
        });
    }

    @Test
    void moreIdsThanAFilterTakesAreAskedForInPortions() {
        catalog.describe(REGION, ids(450));

        assertThat(aws.requests())
                .extracting(request -> request.filter("image-id").size())
                .containsExactly(200, 200, 50);
    }

    @Test
    void noIdsAskForNothing() {
        assertThat(catalog.describe(REGION, List.of())).isEmpty();
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void taggedImagesAreTheAccountsOwnOnEveryPage() {
        aws.next(
                "DescribeImages",
                PlayedAnswer.ec2(
                        "DescribeImages",
                        "<imagesSet><item><imageId>ami-00000001</imageId></item></imagesSet><nextToken>2</nextToken>"),
                PlayedAnswer.ec2("DescribeImages", "<imagesSet/><nextToken>3</nextToken>"),
                PlayedAnswer.ec2(
                        "DescribeImages", "<imagesSet><item><imageId>ami-00000002</imageId></item></imagesSet>"));

        assertThat(catalog.tagged(REGION, "ami-bakery:recipe", Map.of()))
                .extracting(ami -> ami.id().value())
                .containsExactly("ami-00000001", "ami-00000002");
        assertThat(aws.requests()).hasSize(3).allSatisfy(request -> {
            assertThat(request.filter("tag-key")).containsExactly("ami-bakery:recipe");
            assertThat(request.values("Owner.")).containsExactly("self");
        });
    }

    @Test
    void awaitingReadyImagesIsOneCall() throws InterruptedException {
        aws.next(
                "DescribeImages",
                PlayedAnswer.ec2(
                        "DescribeImages",
                        "<imagesSet><item><imageId>ami-00000000</imageId><imageState>available</imageState></item></imagesSet>"));

        assertThat(catalog.await(REGION, ids(1), Duration.ofMinutes(30))).hasSize(1);
        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void imageAndSnapshotsAreTaggedInOneCall() {
        aws.next("DescribeImages", PlayedAnswer.ec2("DescribeImages", WHOLE));
        List<Ami> amis = catalog.describe(REGION, ids(1));

        catalog.tag(REGION, amis, Map.of("ami-bakery:recipe", "web"));

        assertThat(aws.requests("CreateTags")).singleElement().satisfies(request -> {
            assertThat(request.values("ResourceId.")).containsExactly("ami-0123456789abcdef0", "snap-0a", "snap-0b");
            assertThat(request.parameters())
                    .containsEntry("Tag.1.Key", "ami-bakery:recipe")
                    .containsEntry("Tag.1.Value", "web");
        });
    }

    @Test
    void moreResourcesThanACallTakesAreTaggedInPortions() {
        List<Ami> many = IntStream.range(0, 600)
                .mapToObj(i -> ami(String.format("ami-%08x", i), "snap-" + i))
                .toList();

        catalog.tag(REGION, many, Map.of("a", "b"));

        assertThat(aws.requests())
                .extracting(request -> request.values("ResourceId.").size())
                .containsExactly(1000, 200);
    }

    @Test
    void nothingToTagIsNotSent() {
        catalog.tag(REGION, List.of(), Map.of("a", "b"));
        catalog.tag(REGION, List.of(ami("ami-00000001", "snap-1")), Map.of());

        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void imageNotKnownYetIsTaggedALittleLater() {
        aws.next("CreateTags", PlayedAnswer.error(400, "InvalidAMIID.NotFound", "The image id does not exist"));

        catalog.tag(REGION, List.of(ami("ami-00000001", "snap-1")), Map.of("a", "b"));

        assertThat(aws.requests("CreateTags")).hasSize(2);
        assertThat(pace.pauses()).hasSize(1);
    }

    @Test
    void imageThatIsNotThereCannotBeTagged() {
        aws.always(
                "CreateTags", any -> PlayedAnswer.error(400, "InvalidAMIID.NotFound", "The image id does not exist"));

        assertThatThrownBy(() -> catalog.tag(REGION, List.of(ami("ami-00000001", "snap-1")), Map.of("a", "b")))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("ec2:CreateTags in eu-central-1 failed: The image id does not exist");
        assertThat(pace.paused()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void imdsV2IsDemandedOfTheImage() {
        catalog.requireImdsV2(REGION, new AmiId("ami-00000001"));

        assertThat(aws.requests("ModifyImageAttribute"))
                .singleElement()
                .satisfies(request -> assertThat(request.parameters())
                        .containsEntry("ImageId", "ami-00000001")
                        .containsEntry("ImdsSupport.Value", "v2.0"));
    }

    private static List<AmiId> ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new AmiId(String.format("ami-%08x", i)))
                .toList();
    }

    private static Ami ami(String id, String snapshot) {
        return new Ami(
                new AmiId(id),
                REGION,
                "name",
                "",
                AmiState.AVAILABLE,
                "",
                Optional.empty(),
                "",
                false,
                List.of(new Snapshot(snapshot, 8)),
                Map.of());
    }
}
