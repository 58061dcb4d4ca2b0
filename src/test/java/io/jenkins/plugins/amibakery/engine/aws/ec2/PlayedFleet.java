package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAnswer;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAws;
import io.jenkins.plugins.amibakery.engine.cloud.FakeFleet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** AWS with one good group of so many instances, as EC2, Auto Scaling and Systems Manager tell of it, page by page. */
final class PlayedFleet {
    private static final String USER_DATA = "IyEvYmluL3NoCg==";

    private final PlayedAws aws;
    private final int count;

    PlayedFleet(PlayedAws aws, int count) {
        this.aws = aws;
        this.count = count;
        aws.always("DescribeAutoScalingGroups", request -> query(request.action(), group()));
        aws.always(
                "DescribeInstances",
                request -> ec2(
                        request.action(),
                        "reservationSet",
                        request.filter("instance-id"),
                        id -> "<instancesSet><item>" + instance(id) + "</item></instancesSet>"));
        aws.always(
                "DescribeVolumes",
                request -> ec2(
                        request.action(),
                        "volumeSet",
                        request.filter("volume-id"),
                        id -> "<volumeId>" + id + "</volumeId><snapshotId>snap-1</snapshotId>"));
        aws.always(
                "DescribeImages",
                request -> ec2(
                        request.action(),
                        "imagesSet",
                        List.of(FakeFleet.AMI),
                        id -> "<imageId>" + id
                                + "</imageId><blockDeviceMapping><item><ebs><snapshotId>snap-1</snapshotId></ebs>"
                                + "</item></blockDeviceMapping>"));
        aws.always(
                "DescribeLaunchTemplateVersions",
                request -> ec2(
                        request.action(),
                        "launchTemplateVersionSet",
                        List.of("lt-0123"),
                        id ->
                                "<launchTemplateId>lt-0123</launchTemplateId><versionNumber>4</versionNumber><launchTemplateData><imageId>"
                                        + FakeFleet.AMI + "</imageId><userData>" + USER_DATA
                                        + "</userData></launchTemplateData>"));
        aws.always(
                "DescribeSecurityGroups",
                request -> ec2(
                        request.action(),
                        "securityGroupInfo",
                        request.filter("group-id"),
                        id -> "<groupId>" + id
                                + "</groupId><ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>80</fromPort>"
                                + "<toPort>80</toPort><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item></ipPermissions>"));
        aws.always(
                "DescribeInstanceAttribute",
                request -> PlayedAnswer.ec2(request.action(), "<userData><value>" + USER_DATA + "</value></userData>"));
        playSystemsManager();
    }

    private void playSystemsManager() {
        aws.always(
                "DescribeInstanceInformation",
                request -> json(
                        "InstanceInformationList",
                        named(request.parameters().get("json")),
                        id -> "\"PingStatus\":\"Online\",\"InstanceId\":\"" + id + "\""));
        aws.always(
                "SendCommand",
                request -> PlayedAnswer.ok("{\"Command\":{\"CommandId\":\"command-"
                        + named(request.parameters().get("json")).get(0) + "\"}}"));
        aws.always("ListCommandInvocations", request -> {
            int first =
                    Integer.parseInt(request.parameters().get("json").replaceFirst("(?s).*command-i-0*(\\d+).*", "$1"));
            return json(
                    "CommandInvocations",
                    ids(first, Math.min(count, first + 49)),
                    id -> "\"Status\":\"Success\",\"InstanceId\":\"" + id + "\",\"CommandPlugins\":[{\"Output\":\""
                            + FakeFleet.look("").replace("\"", "\\\"").replace("\n", "\\n") + "\"}]");
        });
        aws.always("DescribeSessions", request -> PlayedAnswer.ok("{\"Sessions\":[]}"));
    }

    private static List<String> ids(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> String.format("i-%04d", i))
                .toList();
    }

    private static List<String> named(String json) {
        return java.util.regex.Pattern.compile("i-[0-9]{4}")
                .matcher(json)
                .results()
                .map(found -> found.group())
                .toList();
    }

    private String group() {
        return "<AutoScalingGroups><member><AutoScalingGroupName>web</AutoScalingGroupName><LaunchTemplate>"
                + "<LaunchTemplateId>lt-0123</LaunchTemplateId><Version>4</Version></LaunchTemplate>"
                + "<MaxInstanceLifetime>86400</MaxInstanceLifetime><Instances>"
                + ids(1, count).stream()
                        .map(id -> "<member><InstanceId>" + id + "</InstanceId></member>")
                        .collect(Collectors.joining())
                + "</Instances></member></AutoScalingGroups>";
    }

    private static String instance(String id) {
        return "<instanceId>" + id + "</instanceId><imageId>" + FakeFleet.AMI + "</imageId>"
                + "<instanceState><code>16</code><name>running</name></instanceState>"
                + "<rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping><item><deviceName>/dev/xvda</deviceName>"
                + "<ebs><volumeId>vol-" + id + "</volumeId></ebs></item></blockDeviceMapping>"
                + "<groupSet><item><groupId>sg-web</groupId></item></groupSet><tagSet>"
                + "<item><key>aws:ec2launchtemplate:id</key><value>lt-0123</value></item>"
                + "<item><key>aws:ec2launchtemplate:version</key><value>4</value></item></tagSet>"
                + "<networkInterfaceSet><item><attachment><deviceIndex>0</deviceIndex>"
                + "<attachTime>2026-11-30T10:00:00.000Z</attachTime></attachment></item></networkInterfaceSet>";
    }

    private static PlayedAnswer ec2(String action, String list, List<String> ids, Function<String, String> each) {
        String items =
                ids.stream().map(id -> "<item>" + each.apply(id) + "</item>").collect(Collectors.joining());
        return PlayedAnswer.ec2(action, "<" + list + ">" + items + "</" + list + ">");
    }

    private static PlayedAnswer json(String list, List<String> ids, Function<String, String> each) {
        String items = ids.stream().map(id -> "{" + each.apply(id) + "}").collect(Collectors.joining(","));
        return PlayedAnswer.ok("{\"" + list + "\":[" + items + "]}");
    }

    /** An answer of the Query protocol. */
    static PlayedAnswer query(String action, String content) {
        return PlayedAnswer.ok("<" + action + "Response><" + action + "Result>" + content + "</" + action + "Result></"
                + action + "Response>");
    }
}
