package io.jenkins.plugins.amibakery.engine.aws.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsError;
import io.jenkins.plugins.amibakery.engine.aws.access.Backoff;
import io.jenkins.plugins.amibakery.engine.aws.access.Deadline;
import io.jenkins.plugins.amibakery.engine.aws.access.QueryApi.Part;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.TemplateRef;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.ImageAttributeName;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;

/** Groups as Auto Scaling knows them, target groups as Elastic Load Balancing does, and what EC2 and KMS say of the next instance. */
public final class Ec2Capacity implements Capacity {
    private static final int LONGEST = 300;
    private static final Set<String> FAILED = Set.of("Failed", "Cancelled");

    private final Ec2Clients clients;

    /** @param clients stay open */
    public Ec2Capacity(Ec2Clients clients) {
        this.clients = clients;
    }

    @Override
    public Optional<Size> size(Region region, String group) {
        return scaling(region, "DescribeAutoScalingGroups", Map.of("AutoScalingGroupNames.member.1", group))
                .members("AutoScalingGroups")
                .stream()
                .findFirst()
                .map(told -> size(region, told));
    }

    private Size size(Region region, Part told) {
        List<String> targets = texts(told, "TargetGroupARNs");
        Set<String> healthy = told.members("Instances").stream()
                .filter(one -> one.text("LifecycleState").equals("InService")
                        && one.text("HealthStatus").equals("Healthy"))
                .map(one -> one.text("InstanceId"))
                .collect(Collectors.toSet());
        targets.forEach(target -> healthy.retainAll(healthy(region, target)));
        return new Size(
                number(told.text("DesiredCapacity")),
                number(told.text("MaxSize")),
                Stream.of(told.text("VPCZoneIdentifier").split(","))
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .toList(),
                targets.size(),
                healthy);
    }

    private static List<String> texts(Part told, String list) {
        return told.members(list).stream()
                .map(one -> one.element().getTextContent().strip())
                .toList();
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }

    private Set<String> healthy(Region region, String targetGroup) {
        String describe = "DescribeTargetHealth";
        return clients
                .loadBalancing(
                        "elasticloadbalancing:" + describe,
                        region,
                        api -> api.required(region, describe, Map.of("TargetGroupArn", targetGroup)))
                .members("TargetHealthDescriptions")
                .stream()
                .filter(one -> one.child("TargetHealth")
                        .map(health -> health.text("State"))
                        .filter("healthy"::equals)
                        .isPresent())
                .flatMap(one -> one.child("Target").map(target -> target.text("Id")).stream())
                .collect(Collectors.toSet());
    }

    @Override
    public void desire(Region region, String group, int count) {
        scaling(
                region,
                "SetDesiredCapacity",
                Map.of(
                        "AutoScalingGroupName",
                        group,
                        "DesiredCapacity",
                        String.valueOf(count),
                        "HonorCooldown",
                        "false"));
    }

    @Override
    public void mark(Region region, String group, String text) {
        Map<String, String> tag = new TreeMap<>(Map.of(
                "Tags.member.1.ResourceId",
                group,
                "Tags.member.1.ResourceType",
                "auto-scaling-group",
                "Tags.member.1.Key",
                Tags.DRILL));
        if (!text.isEmpty()) {
            tag.put("Tags.member.1.Value", text);
            tag.put("Tags.member.1.PropagateAtLaunch", "false");
        }
        scaling(region, text.isEmpty() ? "DeleteTags" : "CreateOrUpdateTags", tag);
    }

    @Override
    public void replace(Region region, String instance) {
        scaling(
                region,
                "TerminateInstanceInAutoScalingGroup",
                Map.of("InstanceId", instance, "ShouldDecrementDesiredCapacity", "false"));
    }

    @Override
    public Size await(Region region, String group, Goal goal, Duration longest) throws InterruptedException {
        Deadline deadline = clients.pace().deadline(longest);
        for (int look = 0; ; look++) {
            Size now = size(region, group)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "There is no Auto Scaling group '" + group + "' in " + region + " any more."));
            if (goal.isReached(now) || deadline.isOver()) {
                return now;
            }
            deadline.pause(Backoff.REMOVAL.pause(look));
        }
    }

    @Override
    public List<String> failures(Region region, String group, Instant since) {
        return scaling(region, "DescribeScalingActivities", Map.of("AutoScalingGroupName", group, "MaxRecords", "100"))
                .members("Activities")
                .stream()
                .filter(one -> FAILED.contains(one.text("StatusCode"))
                        && !begun(one.text("StartTime")).isBefore(since))
                .map(one -> Limits.brief(one.text("Description") + " " + one.text("StatusMessage"), LONGEST))
                .toList();
    }

    /** One without a time is as good as a new one. */
    private static Instant begun(String time) {
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            return Instant.MAX;
        }
    }

    private Part scaling(Region region, String action, Map<String, String> parameters) {
        return clients.autoScaling("autoscaling:" + action, region, api -> api.required(region, action, parameters));
    }

    @Override
    public Optional<String> refusal(Region region, TemplateRef template, String subnet) {
        try {
            clients.call(
                    "ec2:RunInstances",
                    region,
                    ec2 -> ec2.runInstances(request -> request.dryRun(true)
                            .minCount(1)
                            .maxCount(1)
                            .subnetId(subnet.isEmpty() ? null : subnet)
                            .launchTemplate(named ->
                                    named.launchTemplateId(template.id()).version(template.version()))));
            throw new IllegalStateException("EC2 launched an instance that it was only asked about");
        } catch (BakeFailedException e) {
            FailureCause cause = e.failure().cause();
            if (AwsError.codeOf(e).equals("DryRunOperation")) {
                return Optional.empty();
            }
            if (AwsError.codeOf(e).isEmpty()
                    || cause == FailureCause.ACCESS_DENIED
                    || cause == FailureCause.THROTTLED
                    || cause == FailureCause.UNREACHABLE) {
                throw e;
            }
            return Optional.of(e.failure().detail());
        }
    }

    @Override
    public List<Disk> snapshots(Region region, Collection<String> ids) {
        Ec2Listing listing = new Ec2Listing(clients, region);
        return Ec2Filters.inPortions(ids, some -> listing.snapshots(Ec2Filters.anyOf("snapshot-id", some))).stream()
                .map(one ->
                        new Disk(one.snapshotId(), one.stateAsString(), one.kmsKeyId() == null ? "" : one.kmsKeyId()))
                .toList();
    }

    @Override
    public Sharing launchers(Region region, AmiId ami) {
        List<LaunchPermission> all = clients.call(
                "ec2:DescribeImageAttribute",
                region,
                ec2 -> ec2.describeImageAttribute(
                                request -> request.imageId(ami.value()).attribute(ImageAttributeName.LAUNCH_PERMISSION))
                        .launchPermissions());
        return new Sharing(
                all.stream()
                        .map(LaunchPermission::userId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                all.stream().anyMatch(one -> one.group() == PermissionGroup.ALL),
                all.stream().anyMatch(one -> one.organizationArn() != null || one.organizationalUnitArn() != null));
    }

    @Override
    public Sharing readers(Region region, String snapshot) {
        List<CreateVolumePermission> all = clients.call(
                "ec2:DescribeSnapshotAttribute",
                region,
                ec2 -> ec2.describeSnapshotAttribute(request ->
                                request.snapshotId(snapshot).attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION))
                        .createVolumePermissions());
        return new Sharing(
                all.stream()
                        .map(CreateVolumePermission::userId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                all.stream().anyMatch(one -> one.group() == PermissionGroup.ALL),
                false);
    }

    @Override
    public Key key(Region region, String arn) {
        JsonNode told = kms(region, "DescribeKey", Map.of("KeyId", arn)).path("KeyMetadata");
        boolean amazons = told.path("KeyManager").asText().equals("AWS");
        String policy = amazons
                ? ""
                : kms(region, "GetKeyPolicy", Map.of("KeyId", arn, "PolicyName", "default"))
                        .path("Policy")
                        .asText();
        return new Key(told.path("KeyState").asText(), amazons, policy, amazons ? List.of() : grantees(region, arn));
    }

    private List<String> grantees(Region region, String arn) {
        List<String> found = new ArrayList<>();
        Map<String, Object> asked = new HashMap<>(Map.of("KeyId", arn, "Limit", 100));
        String next;
        do {
            JsonNode page = kms(region, "ListGrants", new TreeMap<>(asked));
            for (JsonNode grant : page.path("Grants")) {
                for (JsonNode operation : grant.path("Operations")) {
                    if (operation.asText().equals("Decrypt")) {
                        found.add(grant.path("GranteePrincipal").asText());
                    }
                }
            }
            next = page.path("NextMarker").asText("");
            asked.put("Marker", next);
        } while (!next.isEmpty());
        return found;
    }

    private JsonNode kms(Region region, String action, Map<String, ?> parameters) {
        return clients.keys("kms:" + action, region, api -> api.required(region, action, parameters));
    }
}
