package io.jenkins.plugins.amibakery.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.amibakery.engine.bakery.BakeTraces;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Leftover.Kind;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Above all what must never be taken for a leftover. */
class LeftoverSearchTest {
    private static final Region REGION = new Region("us-west-2");
    private static final BakeTraces NOTHING = new BakeTraces("", Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    private PlayedAws aws;
    private Ec2Clients clients;

    @BeforeEach
    void start() throws IOException {
        aws = new PlayedAws();
        clients = aws.clients(new InstantPace());
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    @Test
    void withoutTracesNothingIsAskedFor() {
        assertThat(find(NOTHING)).isEmpty();
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void everyQuestionIsFilteredAndOwnThingsAreAskedForAlone() {
        find(new BakeTraces(
                "bake-1", Set.of("packer_k"), Set.of("packer_s"), Set.of("i-1"), Set.of("web 1"), Set.of("ami-1")));

        assertThat(aws.requests())
                .isNotEmpty()
                .allSatisfy(
                        request -> assertThat(request.parameters()).containsKeys("Filter.1.Name", "Filter.1.Value.1"));
        assertThat(aws.requests("DescribeImages"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.values("Owner.")).containsExactly("self"));
        assertThat(aws.requests("DescribeSnapshots"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.values("Owner.")).containsExactly("self"));
    }

    @Test
    void keyThatPackerDidNotDrawLeadsNowhere() {
        aws.always("DescribeInstances", any -> instance("i-prod", "team-key", "running"));
        aws.always("DescribeKeyPairs", any -> keyPair("team-key"));

        assertThat(find(keyed("team-key"))).isEmpty();
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void groupThatPackerDidNotDrawLeadsNowhere() {
        assertThat(find(new BakeTraces("", Set.of(), Set.of("default"), Set.of(), Set.of(), Set.of())))
                .isEmpty();
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void starInANameIsNoWildcard() {
        aws.always("DescribeKeyPairs", any -> keyPair("packer_other"));

        assertThat(find(keyed("packer_*"))).isEmpty();
        assertThat(aws.requests("DescribeKeyPairs").get(0).filter("key-name")).containsExactly("packer_\\*");
    }

    @Test
    void amiOfTheSameNameThatAnotherMadeIsNoLeftover() {
        aws.always("DescribeImages", any -> image("ami-00000001", "web 1", "snap-other", ""));

        assertThat(find(new BakeTraces("", Set.of(), Set.of(), Set.of("i-1"), Set.of("web 1"), Set.of())))
                .isEmpty();
    }

    @Test
    void amiOfTheNameThatCameOfTheBuildInstanceIsOne() {
        aws.always("DescribeImages", any -> image("ami-00000001", "web 1", "snap-1", "i-1"));

        assertThat(find(new BakeTraces("", Set.of(), Set.of(), Set.of("i-1"), Set.of("web 1"), Set.of())))
                .extracting(Leftover::kind, Leftover::id)
                .containsExactly(tuple(Kind.AMI, "ami-00000001"), tuple(Kind.SNAPSHOT, "snap-1"));
    }

    @Test
    void copyInAnotherRegionIsOneWhenItCameOfOurImage() {
        aws.always(
                "DescribeImages",
                any -> Answer.ec2(
                        "DescribeImages",
                        "<imagesSet><item><imageId>ami-00000009</imageId><name>web 1</name>"
                                + "<sourceImageId>ami-00000001</sourceImageId></item></imagesSet>"));

        BakeTraces ours =
                new BakeTraces("", Set.of(), Set.of(), Set.of(), Set.of("web 1"), Set.of("ami-00000001"), Set.of());
        BakeTraces others =
                new BakeTraces("", Set.of(), Set.of(), Set.of(), Set.of("web 1"), Set.of("ami-00000002"), Set.of());

        assertThat(find(ours)).extracting(Leftover::id).containsExactly("ami-00000009");
        assertThat(find(others)).isEmpty();
    }

    @Test
    void keptImageStaysWithItsSnapshots() {
        aws.always("DescribeImages", any -> image("ami-00000001", "web 1", "snap-1", "i-1"));
        aws.always(
                "DescribeSnapshots",
                any -> Answer.ec2(
                        "DescribeSnapshots",
                        "<snapshotSet><item><snapshotId>snap-1</snapshotId><description>Created by CreateImage(i-1) for"
                                + " ami-00000001</description></item></snapshotSet>"));

        assertThat(find(new BakeTraces(
                        "bake-1", Set.of(), Set.of(), Set.of("i-1"), Set.of("web 1"), Set.of("ami-00000001"))))
                .isEmpty();
    }

    @Test
    void snapshotOfAKeptImageThatEc2DoesNotShowYetStays() {
        aws.always(
                "DescribeSnapshots",
                any -> Answer.ec2(
                        "DescribeSnapshots",
                        "<snapshotSet><item><snapshotId>snap-1</snapshotId><description>Created by CreateImage(i-1) for"
                                + " ami-00000001</description></item></snapshotSet>"));

        assertThat(find(new BakeTraces("", Set.of(), Set.of(), Set.of("i-1"), Set.of(), Set.of("ami-00000001"))))
                .isEmpty();
    }

    @Test
    void terminatedInstanceIsNoLeftoverButItsSnapshotIs() {
        aws.always("DescribeInstances", any -> instance("i-1", "packer_k", "terminated"));
        aws.always(
                "DescribeSnapshots",
                any -> Answer.ec2(
                        "DescribeSnapshots",
                        "<snapshotSet><item><snapshotId>snap-1</snapshotId><description>Created by CreateImage(i-1) for"
                                + " ami-00000009</description></item></snapshotSet>"));

        assertThat(find(keyed("packer_k"))).extracting(Leftover::id).containsExactly("snap-1");
    }

    @Test
    void volumeOlderThanTheInstanceIsNotTheBakes() {
        aws.always("DescribeInstances", any -> instance("i-1", "packer_k", "running"));
        aws.always(
                "DescribeVolumes",
                any -> Answer.ec2(
                        "DescribeVolumes",
                        "<volumeSet>" + volume("vol-data", "2020-01-01T00:00:00Z", false)
                                + volume("vol-made", "2026-01-01T00:00:01Z", false)
                                + volume("vol-root", "2026-01-01T00:00:01Z", true) + "</volumeSet>"));

        assertThat(find(keyed("packer_k"))).extracting(Leftover::id).containsExactly("i-1", "vol-made");
    }

    @Test
    void leftoversComeOnEveryPageInTheOrderOfRemoval() {
        aws.next("DescribeInstances", Answer.ec2("DescribeInstances", "<reservationSet/><nextToken>more</nextToken>"));
        aws.always("DescribeInstances", any -> instance("i-1", "packer_k", "running"));
        aws.always("DescribeKeyPairs", any -> keyPair("packer_k"));
        aws.always(
                "DescribeSecurityGroups",
                any -> Answer.ec2(
                        "DescribeSecurityGroups",
                        "<securityGroupInfo><item><groupId>sg-1</groupId><groupName>packer_s</groupName></item></securityGroupInfo>"));

        assertThat(find(new BakeTraces("", Set.of("packer_k"), Set.of("packer_s"), Set.of(), Set.of(), Set.of())))
                .extracting(Leftover::kind)
                .containsExactly(Kind.INSTANCE, Kind.SECURITY_GROUP, Kind.KEY_PAIR);
    }

    private List<Leftover> find(BakeTraces traces) {
        return new Ec2LeftoverCatalog(clients).find(REGION, traces);
    }

    private static BakeTraces keyed(String key) {
        return new BakeTraces("", Set.of(key), Set.of(), Set.of(), Set.of(), Set.of());
    }

    private static Answer instance(String id, String key, String state) {
        return Answer.ec2(
                "DescribeInstances",
                "<reservationSet><item><instancesSet><item><instanceId>" + id + "</instanceId><keyName>" + key
                        + "</keyName><launchTime>2026-01-01T00:00:00Z</launchTime><instanceState><name>" + state
                        + "</name></instanceState></item></instancesSet></item></reservationSet>");
    }

    private static Answer keyPair(String name) {
        return Answer.ec2("DescribeKeyPairs", "<keySet><item><keyName>" + name + "</keyName></item></keySet>");
    }

    private static Answer image(String id, String name, String snapshot, String instance) {
        return Answer.ec2(
                "DescribeImages",
                "<imagesSet><item><imageId>" + id + "</imageId><name>" + name + "</name><sourceInstanceId>" + instance
                        + "</sourceInstanceId><blockDeviceMapping><item><ebs><snapshotId>" + snapshot
                        + "</snapshotId></ebs></item></blockDeviceMapping></item></imagesSet>");
    }

    private static String volume(String id, String created, boolean goesByItself) {
        return "<item><volumeId>" + id + "</volumeId><createTime>" + created
                + "</createTime><attachmentSet><item><instanceId>i-1</instanceId><deleteOnTermination>" + goesByItself
                + "</deleteOnTermination></item></attachmentSet></item>";
    }
}
