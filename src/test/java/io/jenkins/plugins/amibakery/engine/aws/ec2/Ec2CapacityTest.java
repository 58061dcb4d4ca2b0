package io.jenkins.plugins.amibakery.engine.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.access.InstantSleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAnswer;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAws;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Disk;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Key;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Sharing;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Size;
import io.jenkins.plugins.amibakery.engine.cloud.FakeFleet;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ec2CapacityTest {
    private static final Region REGION = new Region("eu-central-1");
    private static final String KEY = "arn:aws:kms:eu-central-1:123456789012:key/1";

    private PlayedAws aws;
    private Ec2Clients clients;
    private Ec2Capacity capacity;

    @BeforeEach
    void start() throws IOException {
        aws = new PlayedAws();
        clients = aws.clients(new InstantSleeper());
        capacity = new Ec2Capacity(clients);
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    private void group() {
        aws.always(
                "DescribeAutoScalingGroups",
                request -> PlayedFleet.query(
                        request.action(),
                        "<AutoScalingGroups><member><DesiredCapacity>2</DesiredCapacity><MaxSize>5</MaxSize>"
                                + "<VPCZoneIdentifier>subnet-1, subnet-2</VPCZoneIdentifier><TargetGroupARNs><member>target</member></TargetGroupARNs>"
                                + "<Instances>" + member("i-1", "InService") + member("i-2", "InService")
                                + member("i-3", "Pending") + "</Instances></member></AutoScalingGroups>"));
        aws.always(
                "DescribeTargetHealth",
                request -> PlayedFleet.query(
                        request.action(),
                        "<TargetHealthDescriptions>" + target("i-1", "healthy") + target("i-2", "unhealthy")
                                + target("i-3", "healthy") + "</TargetHealthDescriptions>"));
    }

    private static String member(String id, String state) {
        return "<member><InstanceId>" + id + "</InstanceId><LifecycleState>" + state
                + "</LifecycleState><HealthStatus>Healthy</HealthStatus></member>";
    }

    private static String target(String id, String state) {
        return "<member><Target><Id>" + id + "</Id></Target><TargetHealth><State>" + state
                + "</State></TargetHealth></member>";
    }

    @Test
    void onlyWhatItsTargetGroupCallsHealthyIsHealthy() {
        group();

        assertThat(capacity.size(REGION, "web"))
                .contains(new Size(2, 5, List.of("subnet-1", "subnet-2"), 1, Set.of("i-1")));
    }

    @Test
    void aGroupIsLookedAtUntilItIsTooLate() throws InterruptedException {
        group();

        Size last = capacity.await(REGION, "web", now -> now.healthy().size() > 1, Duration.ofSeconds(60));

        assertThat(last.healthy()).containsExactly("i-1");
        assertThat(aws.requests()).hasSizeGreaterThan(10);
    }

    @Test
    void activitiesThatFailedSinceAreTold() {
        aws.always(
                "DescribeScalingActivities",
                request -> PlayedFleet.query(
                        request.action(),
                        "<Activities>" + activity("Failed", "2026-11-30T10:00:05Z", "no capacity")
                                + activity("Failed", "2026-11-30T09:00:00Z", "long ago")
                                + activity("Successful", "2026-11-30T10:00:06Z", "") + "</Activities>"));

        assertThat(capacity.failures(REGION, "web", Instant.parse("2026-11-30T10:00:00Z")))
                .containsExactly("Launching no capacity");
    }

    private static String activity(String status, String began, String message) {
        return "<member><StatusCode>" + status + "</StatusCode><StartTime>" + began
                + "</StartTime><Description>Launching</Description><StatusMessage>" + message
                + "</StatusMessage></member>";
    }

    @Test
    void aDrillIsWrittenIntoATagOfTheGroupAndRemoved() {
        aws.always("CreateOrUpdateTags", request -> PlayedFleet.query(request.action(), ""));
        aws.always("DeleteTags", request -> PlayedFleet.query(request.action(), ""));

        capacity.mark(REGION, "web", "from 2 to 5");
        capacity.mark(REGION, "web", "");

        assertThat(aws.requests().get(0).parameters())
                .containsEntry("Tags.member.1.ResourceId", "web")
                .containsEntry("Tags.member.1.ResourceType", "auto-scaling-group")
                .containsEntry("Tags.member.1.Key", "ami-bakery:drill")
                .containsEntry("Tags.member.1.Value", "from 2 to 5")
                .containsEntry("Tags.member.1.PropagateAtLaunch", "false");
        assertThat(aws.requests().get(1).parameters())
                .containsEntry("Action", "DeleteTags")
                .containsEntry("Tags.member.1.Key", "ami-bakery:drill")
                .doesNotContainKey("Tags.member.1.Value");
    }

    @Test
    void ec2IsAskedWhetherItWouldLaunch() {
        aws.next("RunInstances", PlayedAnswer.error(412, "DryRunOperation", "Request would have succeeded"));
        assertThat(capacity.refusal(REGION, FakeFleet.FOUR, "subnet-1")).isEmpty();
        assertThat(aws.requests().get(0).parameters())
                .containsEntry("DryRun", "true")
                .containsEntry("SubnetId", "subnet-1")
                .containsEntry("LaunchTemplate.Version", "4");

        aws.next("RunInstances", PlayedAnswer.error(400, "InvalidAMIID.NotFound", "It is gone"));
        assertThat(capacity.refusal(REGION, FakeFleet.FOUR, "").orElseThrow()).contains("It is gone");

        aws.next("RunInstances", PlayedAnswer.error(403, "UnauthorizedOperation", "You may not"));
        assertThatThrownBy(() -> capacity.refusal(REGION, FakeFleet.FOUR, "")).isInstanceOf(BakeFailedException.class);
    }

    @Test
    void aSnapshotNamesItsKey() {
        aws.always(
                "DescribeSnapshots",
                request -> PlayedAnswer.ec2(
                        request.action(),
                        "<snapshotSet><item><snapshotId>snap-1</snapshotId><status>completed</status><kmsKeyId>" + KEY
                                + "</kmsKeyId></item></snapshotSet>"));

        assertThat(capacity.snapshots(REGION, List.of("snap-1"))).containsExactly(new Disk("snap-1", "completed", KEY));
    }

    @Test
    void anAmiAndASnapshotTellWithWhomTheyAreShared() {
        aws.always(
                "DescribeImageAttribute",
                request -> PlayedAnswer.ec2(
                        request.action(),
                        "<launchPermission><item><userId>210987654321</userId></item><item><organizationArn>arn:o"
                                + "</organizationArn></item></launchPermission>"));
        aws.always(
                "DescribeSnapshotAttribute",
                request -> PlayedAnswer.ec2(
                        request.action(),
                        "<createVolumePermission><item><group>all</group></item></createVolumePermission>"));

        assertThat(capacity.launchers(REGION, new AmiId("ami-0123456789abcdef0")))
                .isEqualTo(new Sharing(Set.of("210987654321"), false, true));
        assertThat(capacity.readers(REGION, "snap-1")).isEqualTo(new Sharing(Set.of(), true, false));
        assertThat(aws.requests().get(0).parameters()).containsEntry("Attribute", "launchPermission");
        assertThat(aws.requests().get(1).parameters()).containsEntry("Attribute", "createVolumePermission");
    }

    @Test
    void aKeyHasAPolicyAndGrants() {
        aws.always(
                "DescribeKey",
                request -> PlayedAnswer.ok(
                        "{\"KeyMetadata\": {\"KeyState\": \"Enabled\", \"KeyManager\": \"CUSTOMER\"}}"));
        aws.always("GetKeyPolicy", request -> PlayedAnswer.ok("{\"Policy\": \"{}\"}"));
        aws.always(
                "ListGrants",
                request -> PlayedAnswer.ok(
                        "{\"Grants\": [{\"GranteePrincipal\": \"arn:role\", \"Operations\": [\"Decrypt\"]},"
                                + " {\"GranteePrincipal\": \"arn:other\", \"Operations\": [\"Encrypt\"]}]}"));

        assertThat(capacity.key(REGION, KEY)).isEqualTo(new Key("Enabled", false, "{}", List.of("arn:role")));
    }

    @Test
    void anInstanceIsReplacedWithoutALowerSizeOfItsGroup() {
        aws.next("TerminateInstanceInAutoScalingGroup", PlayedFleet.query("TerminateInstanceInAutoScalingGroup", ""));

        capacity.replace(REGION, "i-1");

        assertThat(aws.requests("TerminateInstanceInAutoScalingGroup").get(0).parameters())
                .containsEntry("InstanceId", "i-1")
                .containsEntry("ShouldDecrementDesiredCapacity", "false");
    }
}
