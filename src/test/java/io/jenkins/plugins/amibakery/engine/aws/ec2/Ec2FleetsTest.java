package io.jenkins.plugins.amibakery.engine.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.access.InstantSleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAnswer;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAws;
import io.jenkins.plugins.amibakery.engine.cloud.Commands.Said;
import io.jenkins.plugins.amibakery.engine.cloud.FakeFleet;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Ingress;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Instance;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.TemplateRef;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ec2FleetsTest {
    private static final Region REGION = new Region("eu-central-1");
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private PlayedAws aws;
    private Ec2Clients clients;
    private Ec2Fleets fleets;
    private SystemsCommands commands;

    @BeforeEach
    void start() throws IOException {
        aws = new PlayedAws();
        clients = aws.clients(new InstantSleeper());
        fleets = new Ec2Fleets(clients);
        commands = new SystemsCommands(clients);
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    private static List<String> ids(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> String.format("i-%04d", i))
                .toList();
    }

    @Test
    void threeHundredInstancesAreReadInPortions() throws InterruptedException {
        new PlayedFleet(aws, 300);

        Group group = fleets.groups(REGION, List.of("web")).get(0);
        List<Instance> instances = fleets.instances(REGION, group.members());
        List<String> volumes = instances.stream().map(Instance::rootVolume).toList();
        fleets.images(REGION, fleets.snapshots(REGION, volumes).values());
        fleets.templates(REGION, instances.stream().map(Instance::template).toList());
        fleets.ingress(
                REGION,
                instances.stream().flatMap(one -> one.securityGroups().stream()).toList());
        Map<String, Said> said = commands.run(REGION, group.members(), "true", LIMIT);
        commands.sessions(REGION);

        assertThat(said)
                .hasSize(300)
                .allSatisfy((id, one) -> assertThat(one.problem()).isEmpty());
        Map<String, Long> calls = aws.requests().stream()
                .collect(Collectors.groupingBy(PlayedAws.Request::action, TreeMap::new, Collectors.counting()));
        assertThat(calls)
                .isEqualTo(new TreeMap<>(Map.of(
                        "DescribeAutoScalingGroups", 1L,
                        "DescribeInstances", 2L,
                        "DescribeVolumes", 2L,
                        "DescribeImages", 1L,
                        "DescribeLaunchTemplateVersions", 1L,
                        "DescribeSecurityGroups", 1L,
                        "DescribeInstanceInformation", 6L,
                        "SendCommand", 6L,
                        "ListCommandInvocations", 6L,
                        "DescribeSessions", 2L)));
    }

    @Test
    void factsAreReadAsEc2TellsThem() {
        new PlayedFleet(aws, 1);

        Instance one = fleets.instances(REGION, List.of("i-0001")).get(0);
        assertThat(one.rootVolume()).isEqualTo("vol-i-0001");
        assertThat(one.template()).isEqualTo(new TemplateRef("lt-0123", "4"));
        assertThat(one.born()).isEqualTo("2026-11-30T10:00:00Z");
        assertThat(fleets.images(REGION, List.of("snap-1"))).isEqualTo(Map.of("snap-1", List.of(FakeFleet.AMI)));
        assertThat(fleets.ingress(REGION, List.of("sg-web")))
                .isEqualTo(Map.of("sg-web", List.of(new Ingress("tcp", 80, 80, "0.0.0.0/0"))));
        assertThat(fleets.userData(REGION, "i-0001"))
                .isEqualTo(
                        fleets.templates(REGION, List.of(one.template())).get(0).userData())
                .hasSize(64);
    }

    @Test
    void anInstanceThatIsGoneIsNoneOfTheFleet() {
        aws.always(
                "DescribeInstances",
                request -> PlayedAnswer.ec2(
                        request.action(),
                        "<reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><instanceState><name>terminated</name>"
                                + "</instanceState></item></instancesSet></item></reservationSet>"));

        assertThat(fleets.instances(REGION, List.of("i-1"))).isEmpty();
    }

    @Test
    void theTemplatesAndImagesOfOverridesAreToldAndPagesFollowed() {
        aws.next(
                "DescribeAutoScalingGroups",
                PlayedFleet.query(
                        "DescribeAutoScalingGroups",
                        "<AutoScalingGroups><member><AutoScalingGroupName>a</AutoScalingGroupName><MixedInstancesPolicy>"
                                + "<LaunchTemplate><LaunchTemplateSpecification><LaunchTemplateId>lt-1</LaunchTemplateId>"
                                + "<Version>$Latest</Version></LaunchTemplateSpecification><Overrides><member><ImageId>ami-1"
                                + "</ImageId><LaunchTemplateSpecification><LaunchTemplateId>lt-2</LaunchTemplateId><Version>7"
                                + "</Version></LaunchTemplateSpecification></member></Overrides></LaunchTemplate>"
                                + "</MixedInstancesPolicy><Tags><member><Key>Name</Key><Value>a</Value></member><member>"
                                + "<Key>ami-bakery:drill</Key><Value>from 2 to 5</Value></member></Tags></member>"
                                + "</AutoScalingGroups><NextToken>more</NextToken>"),
                PlayedFleet.query(
                        "DescribeAutoScalingGroups",
                        "<AutoScalingGroups><member><AutoScalingGroupName>b</AutoScalingGroupName></member></AutoScalingGroups>"));

        List<Group> groups = fleets.groups(REGION, List.of("a", "b"));

        assertThat(groups).extracting(Group::name).containsExactly("a", "b");
        assertThat(groups.get(0).templates())
                .containsExactly(new TemplateRef("lt-1", "$Latest"), new TemplateRef("lt-2", "7"));
        assertThat(groups.get(0).images()).containsExactly("ami-1");
        assertThat(groups.get(0).maxLifetime()).isZero();
        assertThat(groups).extracting(Group::drill).containsExactly("from 2 to 5", "");
        assertThat(aws.requests().get(1).parameters()).containsEntry("NextToken", "more");
    }

    @Test
    void callsOfAutoScalingAndSystemsManagerAreSignedForTheirService() throws InterruptedException {
        new PlayedFleet(aws, 1);
        fleets.groups(REGION, List.of("web"));
        commands.run(REGION, ids(1), "true", LIMIT);

        assertThat(aws.requests("DescribeAutoScalingGroups").get(0).authorization())
                .contains("/eu-central-1/autoscaling/aws4_request");
        assertThat(aws.requests("SendCommand").get(0).authorization()).contains("/eu-central-1/ssm/aws4_request");
    }

    @Test
    void aRefusalOfEitherIsOneLineAndAThrottledCallIsMadeAgain() {
        aws.next("DescribeAutoScalingGroups", error("Throttling", "Rate exceeded"), error("AccessDenied", "not you"));
        assertThatThrownBy(() -> fleets.groups(REGION, List.of("web")))
                .hasMessageContaining(
                        "autoscaling:DescribeAutoScalingGroups in eu-central-1 is denied: not you (AccessDenied)");
        assertThat(aws.requests("DescribeAutoScalingGroups")).hasSize(2);

        aws.next(
                "DescribeSessions",
                new PlayedAnswer(
                        400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"not you\"}", 0, Duration.ZERO));
        assertThatThrownBy(() -> commands.sessions(REGION))
                .hasMessageContaining(
                        "ssm:DescribeSessions in eu-central-1 is denied: not you (AccessDeniedException)");
    }

    private static PlayedAnswer error(String code, String message) {
        return new PlayedAnswer(
                400,
                "<ErrorResponse><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error></ErrorResponse>",
                0,
                Duration.ZERO);
    }

    @Test
    void whoIsNotManagedIsNotAskedAndWhoFailsHasAProblem() throws InterruptedException {
        aws.always(
                "DescribeInstanceInformation",
                request -> PlayedAnswer.ok(
                        "{\"InstanceInformationList\":[{\"InstanceId\":\"i-0001\",\"PingStatus\":\"Online\"},"
                                + "{\"InstanceId\":\"i-0002\",\"PingStatus\":\"ConnectionLost\"}]}"));
        aws.always("SendCommand", request -> PlayedAnswer.ok("{\"Command\":{\"CommandId\":\"c\"}}"));
        List<String> states = new ArrayList<>(List.of("InProgress", "TimedOut"));
        aws.always(
                "ListCommandInvocations",
                request -> PlayedAnswer.ok("{\"CommandInvocations\":[{\"InstanceId\":\"i-0001\"," + "\"Status\":\""
                        + states.remove(0) + "\"}]}"));

        Map<String, Said> said = commands.run(REGION, ids(2), "true", LIMIT);

        assertThat(said.get("i-0001").problem()).isEqualTo("the command on it ended as TimedOut");
        assertThat(said.get("i-0002").problem()).startsWith("Systems Manager does not manage it");
        assertThat(aws.requests("SendCommand").get(0).parameters().get("json"))
                .contains("i-0001")
                .doesNotContain("i-0002");
    }
}
