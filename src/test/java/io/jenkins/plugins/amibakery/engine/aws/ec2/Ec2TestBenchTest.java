package io.jenkins.plugins.amibakery.engine.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.access.InstantSleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAnswer;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAws;
import io.jenkins.plugins.amibakery.engine.cloud.TestBench;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ec2TestBenchTest {
    private static final Region REGION = new Region("us-west-2");
    private static final String SUBNET = "subnet-0123456789abcdef0";
    private static final String VPC = "<vpcId>vpc-1</vpcId><cidrBlock>192.168.255.240/28</cidrBlock>";
    private static final TestBench.Launched BOX = new TestBench.Launched("i-1", "t3.small", Duration.ZERO);

    private PlayedAws aws;
    private Ec2Clients clients;
    private Ec2TestBench bench;
    private final InstantSleeper pace = new InstantSleeper();

    @BeforeEach
    void start() throws IOException {
        aws = new PlayedAws();
        clients = aws.clients(pace);
        bench = new Ec2TestBench(clients);
        aws.always("CreateVpc", any -> PlayedAnswer.ec2("CreateVpc", "<vpc>" + VPC + "</vpc>"));
        aws.always(
                "CreateSubnet",
                any -> PlayedAnswer.ec2("CreateSubnet", "<subnet><subnetId>subnet-1</subnetId></subnet>"));
        aws.always("CreateSecurityGroup", any -> PlayedAnswer.ec2("CreateSecurityGroup", "<groupId>sg-1</groupId>"));
        aws.always("RunInstances", any -> run("i-1"));
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    private static TestBench.Launch launch(String subnet) {
        return new TestBench.Launch(
                REGION, "job-1-9f3a01c4", new AmiId("ami-0123456789abcdef0"), "t3.small", subnet, "#!/bin/sh\n");
    }

    private static PlayedAnswer run(String id) {
        return PlayedAnswer.ec2(
                "RunInstances", "<instancesSet><item><instanceId>" + id + "</instanceId></item></instancesSet>");
    }

    private static PlayedAnswer instances(String id, String state) {
        return PlayedAnswer.ec2(
                "DescribeInstances",
                "<reservationSet><item><instancesSet><item><instanceId>" + id + "</instanceId><instanceState><name>"
                        + state + "</name></instanceState></item></instancesSet></item></reservationSet>");
    }

    private static PlayedAnswer console(String text) {
        return PlayedAnswer.ec2(
                "GetConsoleOutput",
                "<output>" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "</output>");
    }

    private List<String> actions() {
        return aws.requests().stream().map(PlayedAws.Request::action).toList();
    }

    @Test
    void anInstanceIsLaunchedWithoutNameServersAndWithAClosedGroup() throws Exception {
        aws.next("DescribeSecurityGroups", PlayedAnswer.ec2("DescribeSecurityGroups", ""));
        aws.next(
                "DescribeSecurityGroups",
                PlayedAnswer.ec2(
                        "DescribeSecurityGroups",
                        "<securityGroupInfo><item><groupId>sg-1</groupId><ipPermissionsEgress><item><ipProtocol>-1</ipProtocol>"
                                + "<ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item></ipPermissionsEgress>"
                                + "</item></securityGroupInfo>"));

        TestBench.Launched box = bench.launch(launch(""));

        assertThat(box.id()).isEqualTo("i-1");
        assertThat(actions())
                .containsSubsequence(
                        "CreateVpc",
                        "ModifyVpcAttribute",
                        "CreateSubnet",
                        "CreateSecurityGroup",
                        "RevokeSecurityGroupEgress",
                        "RunInstances");
        assertThat(aws.requests("ModifyVpcAttribute").get(0).parameters())
                .containsEntry("EnableDnsSupport.Value", "false");
        assertThat(aws.requests("RevokeSecurityGroupEgress").get(0).parameters().values())
                .contains("0.0.0.0/0");
        assertThat(aws.requests("RunInstances").get(0).parameters())
                .containsEntry("SubnetId", "subnet-1")
                .containsEntry("SecurityGroupId.1", "sg-1")
                .containsEntry("InstanceInitiatedShutdownBehavior", "terminate")
                .containsValue("ami-bakery:test-id")
                .hasEntrySatisfying("ClientToken", token -> assertThat(token).matches("ami-bakery-[0-9a-f]{40}"));
    }

    @Test
    void aTestThatIsTakenUpAgainHasTheInstanceThatRuns() throws Exception {
        aws.always("DescribeInstances", any -> instances("i-7", "running"));

        assertThat(bench.launch(launch("")).id()).isEqualTo("i-7");
        assertThat(actions()).containsOnly("DescribeInstances");
        assertThat(aws.requests().get(0).filter("client-token")).hasSize(1);
    }

    @Test
    void afterAnInstanceThatWasEndedAnotherTokenLaunchesAnother() throws Exception {
        aws.next("DescribeInstances", instances("i-7", "terminated"));

        assertThat(bench.launch(launch("")).id()).isEqualTo("i-1");
        String first =
                aws.requests("DescribeInstances").get(0).filter("client-token").get(0);
        assertThat(aws.requests("RunInstances").get(0).parameters().get("ClientToken"))
                .isNotEqualTo(first);
    }

    @Test
    void aLaunchOfWhichEc2DoesNotTellYetIsWaitedFor() throws Exception {
        aws.next("RunInstances", PlayedAnswer.error(400, "IdempotentParameterMismatch", "other parameters"));
        aws.next("DescribeInstances", PlayedAnswer.ec2("DescribeInstances", ""), instances("i-8", "pending"));

        assertThat(bench.launch(launch("")).id()).isEqualTo("i-8");
    }

    @Test
    void aConsoleIsLookedAtUntilItShowsEnoughThroughAnOutage() throws Exception {
        aws.next(
                "GetConsoleOutput",
                console(""),
                PlayedAnswer.error(400, "InvalidInstanceID.NotFound", "not yet"),
                console("boot"),
                console("boot\nready"));
        aws.always("DescribeInstances", any -> instances("i-1", "running"));
        List<String> seen = new ArrayList<>();

        boolean lives = bench.watch(REGION, BOX, Duration.ofMinutes(5), (text, since) -> {
            seen.add(text);
            return text.contains("ready");
        });

        assertThat(lives).isTrue();
        assertThat(seen).containsExactly("", "", "boot", "boot\nready");
        assertThat(aws.requests("GetConsoleOutput").get(0).parameters()).containsEntry("Latest", "true");
    }

    @Test
    void anInstanceThatEndsIsNotWaitedFor() throws Exception {
        aws.always("GetConsoleOutput", any -> console("Power down"));
        aws.always("DescribeInstances", any -> instances("i-1", "terminated"));

        assertThat(bench.watch(REGION, BOX, Duration.ofMinutes(5), (text, since) -> false))
                .isFalse();
        assertThat(pace.paused()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aTypeWhoseConsoleCannotBeReadInTimeIsSaidSo() {
        aws.always(
                "GetConsoleOutput",
                any -> PlayedAnswer.error(
                        400,
                        "UnsupportedOperation",
                        "This instance type does not support retrieving the latest console logs."));

        assertThatThrownBy(() -> bench.watch(REGION, BOX, Duration.ofMinutes(5), (text, since) -> false))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("does not support retrieving the latest console logs");
    }

    @Test
    void allThatWasMadeIsFoundByEc2sFactsAndRemovedTheInstanceFirst() throws Exception {
        aws.next("DescribeInstances", instances("i-1", "running"));
        aws.always("DescribeInstances", any -> instances("i-1", "terminated"));
        aws.always(
                "DescribeSecurityGroups",
                any -> PlayedAnswer.ec2(
                        "DescribeSecurityGroups",
                        "<securityGroupInfo>" + group("sg-1", TestNetwork.DESCRIPTION) + group("sg-2", "a stranger's")
                                + "</securityGroupInfo>"));
        aws.always(
                "DescribeSubnets",
                any -> PlayedAnswer.ec2(
                        "DescribeSubnets",
                        "<subnetSet>" + subnet("subnet-1", "192.168.255.240/28") + subnet("subnet-2", "10.0.0.0/24")
                                + "</subnetSet>"));
        aws.always(
                "DescribeVpcs",
                any -> PlayedAnswer.ec2(
                        "DescribeVpcs",
                        "<vpcSet><item>" + VPC
                                + "</item><item><vpcId>vpc-2</vpcId><cidrBlock>10.0.0.0/16</cidrBlock></item></vpcSet>"));

        List<Leftover> ended = bench.end(REGION, "job-1-9f3a01c4", Duration.ofMinutes(5));

        assertThat(ended)
                .allMatch(Leftover::removed)
                .extracting(Leftover::id)
                .containsExactly("i-1", "sg-1", "subnet-1", "vpc-1");
        assertThat(actions())
                .containsSubsequence("TerminateInstances", "DeleteSecurityGroup", "DeleteSubnet", "DeleteVpc");
        assertThat(aws.requests("DescribeInstances").get(0).filter("client-token"))
                .hasSize(5);
    }

    @Test
    void aVolumeThatWouldOutliveTheInstanceIsRemovedAfterIt() throws Exception {
        aws.next(
                "DescribeInstances",
                PlayedAnswer.ec2(
                        "DescribeInstances",
                        "<reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><instanceState><name>running</name>"
                                + "</instanceState><blockDeviceMapping><item><ebs><volumeId>vol-1</volumeId>"
                                + "<deleteOnTermination>false</deleteOnTermination></ebs></item><item><ebs><volumeId>vol-2</volumeId>"
                                + "<deleteOnTermination>true</deleteOnTermination></ebs></item></blockDeviceMapping>"
                                + "</item></instancesSet></item></reservationSet>"));
        aws.always("DescribeInstances", any -> instances("i-1", "terminated"));

        assertThat(bench.end(REGION, "job-1-9f3a01c4", Duration.ofMinutes(5)))
                .extracting(Leftover::id)
                .containsExactly("i-1", "vol-1");
        assertThat(actions()).containsSubsequence("TerminateInstances", "DeleteVolume");
    }

    private static String group(String id, String description) {
        return "<item><groupId>" + id + "</groupId><groupDescription>" + description + "</groupDescription></item>";
    }

    private static String subnet(String id, String cidr) {
        return "<item><subnetId>" + id + "</subnetId><vpcId>vpc-1</vpcId><cidrBlock>" + cidr + "</cidrBlock></item>";
    }

    @Test
    void aRouteOfASubnetAndNameServersOfItsVpcAreWaysOut() {
        aws.always(
                "DescribeSubnets",
                any -> PlayedAnswer.ec2(
                        "DescribeSubnets", "<subnetSet>" + subnet(SUBNET, "10.0.0.0/24") + "</subnetSet>"));
        aws.next("DescribeRouteTables", routes("<gatewayId>local</gatewayId>", "<gatewayId>igw-1</gatewayId>"));
        assertThat(bench.wayOut(REGION, SUBNET)).contains("0.0.0.0/0 by igw-1");

        aws.always("DescribeRouteTables", any -> routes("<gatewayId>local</gatewayId>"));
        aws.next("DescribeVpcAttribute", dns(true));
        assertThat(bench.wayOut(REGION, SUBNET)).contains("the name servers of vpc-1, whose enableDnsSupport is on");

        aws.next("DescribeVpcAttribute", dns(false));
        assertThat(bench.wayOut(REGION, SUBNET)).isEmpty();
    }

    private static PlayedAnswer routes(String... targets) {
        StringBuilder routes = new StringBuilder();
        for (String target : targets) {
            routes.append("<item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock>")
                    .append(target)
                    .append("<state>active</state></item>");
        }
        return PlayedAnswer.ec2(
                "DescribeRouteTables",
                "<routeTableSet><item><routeSet>" + routes + "</routeSet></item></routeTableSet>");
    }

    private static PlayedAnswer dns(boolean on) {
        return PlayedAnswer.ec2(
                "DescribeVpcAttribute", "<enableDnsSupport><value>" + on + "</value></enableDnsSupport>");
    }

    @Test
    void aSubnetThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> bench.wayOut(REGION, SUBNET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("subnetId is '" + SUBNET + "'; there is no such subnet in us-west-2.");
    }

    @Test
    void theLocalCloudsCountsAreReadOfTheInterface() {
        aws.always(
                "DescribeNetworkInterfaces",
                any -> PlayedAnswer.ec2(
                        "DescribeNetworkInterfaces",
                        "<networkInterfaceSet><item><tagSet><item><key>localcloud:names</key><value>4</value></item>"
                                + "<item><key>localcloud:connections</key><value>1</value></item></tagSet></item></networkInterfaceSet>"));

        assertThat(bench.asked(REGION, BOX)).contains(new TestBench.Asked(4, 1));
    }

    @Test
    void whereNobodyCountsNothingIsKnown() {
        assertThat(bench.asked(REGION, BOX)).isEmpty();
    }
}
