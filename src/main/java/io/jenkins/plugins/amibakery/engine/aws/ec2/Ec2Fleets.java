package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsError;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Fleets as EC2 and Auto Scaling know them. */
public final class Ec2Fleets implements Fleets {
    private static final String TEMPLATE_VERSION = "aws:ec2launchtemplate:version";
    private static final int MOST_COPIES = 5;
    private static final List<String> GONE = List.of("terminated", "shutting-down");

    private final Ec2Clients clients;

    /** @param clients stay open */
    public Ec2Fleets(Ec2Clients clients) {
        this.clients = clients;
    }

    @Override
    public List<Group> groups(Region region, Collection<String> names) {
        return new AutoScalingGroups(clients)
                .of(region, names.stream().distinct().sorted().toList());
    }

    @Override
    public List<Instance> instances(Region region, Collection<String> ids) {
        Ec2Listing listing = new Ec2Listing(clients, region);
        return Ec2Filters.inPortions(
                ids, some -> living(listing.instances(Ec2Filters.anyOf("instance-id", some)), region));
    }

    @Override
    public List<Instance> tagged(Region region, String key, String value) {
        return living(new Ec2Listing(clients, region).instances(Ec2Filters.is("tag:" + key, value)), region);
    }

    private static List<Instance> living(
            List<software.amazon.awssdk.services.ec2.model.Instance> instances, Region region) {
        return instances.stream()
                .filter(one -> one.state() == null || !GONE.contains(one.state().nameAsString()))
                .map(one -> of(one, region))
                .toList();
    }

    private static Instance of(software.amazon.awssdk.services.ec2.model.Instance told, Region region) {
        Map<String, String> tags = AmiMapper.tags(told.tags());
        return new Instance(
                told.instanceId(),
                Ec2Facts.of(told, region).born(),
                text(told.imageId()),
                told.blockDeviceMappings().stream()
                        .filter(device ->
                                device.ebs() != null && Objects.equals(device.deviceName(), told.rootDeviceName()))
                        .map(device -> text(device.ebs().volumeId()))
                        .findFirst()
                        .orElse(""),
                text(told.keyName()),
                securityGroups(told),
                new TemplateRef(
                        tags.getOrDefault(Ec2Facts.LAUNCH_TEMPLATE, ""), tags.getOrDefault(TEMPLATE_VERSION, "")),
                tags);
    }

    /** Those of all its interfaces. */
    private static List<String> securityGroups(software.amazon.awssdk.services.ec2.model.Instance told) {
        return Stream.concat(
                        told.securityGroups().stream(),
                        told.networkInterfaces().stream().flatMap(network -> network.groups().stream()))
                .map(GroupIdentifier::groupId)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Map<String, String> snapshots(Region region, Collection<String> volumes) {
        Ec2Listing listing = new Ec2Listing(clients, region);
        return Ec2Filters.inPortions(volumes, some -> listing.volumes(Ec2Filters.anyOf("volume-id", some))).stream()
                .filter(volume -> !text(volume.snapshotId()).isEmpty())
                .collect(Collectors.toMap(Volume::volumeId, Volume::snapshotId, (one, same) -> one));
    }

    @Override
    public Map<String, List<String>> images(Region region, Collection<String> snapshots) {
        List<Image> found = images(region, "block-device-mapping.snapshot-id", snapshots);
        Map<String, List<String>> images = new HashMap<>();
        found.forEach(image -> AmiMapper.snapshots(image)
                .forEach(snapshot -> images.computeIfAbsent(snapshot.id(), any -> new ArrayList<>())
                        .add(image.imageId())));
        return images;
    }

    @Override
    public Map<String, String> origins(Region region, Collection<String> amis) {
        Map<String, String> origins = new HashMap<>();
        images(region, "image-id", amis)
                .forEach(image -> origins.put(image.imageId(), origin(region, image, MOST_COPIES)));
        return origins;
    }

    /** CopyImage alone names a source image and no source instance. */
    private String origin(Region region, Image image, int left) {
        String source = text(image.sourceImageId());
        if (source.isEmpty() || !text(image.sourceInstanceId()).isEmpty()) {
            return image.imageId() + " in " + region;
        }
        Region there = text(image.sourceImageRegion()).isEmpty() ? region : new Region(image.sourceImageRegion());
        return left == 0
                ? source + " in " + there
                : images(there, "image-id", List.of(source)).stream()
                        .findFirst()
                        .map(one -> origin(there, one, left - 1))
                        .orElse(source + " in " + there);
    }

    private List<Image> images(Region region, String filter, Collection<String> values) {
        return Ec2Filters.inPortions(
                values,
                some -> clients.call(
                        "ec2:DescribeImages",
                        region,
                        ec2 -> ec2
                                .describeImagesPaginator(DescribeImagesRequest.builder()
                                        .filters(Ec2Filters.anyOf(filter, some))
                                        .includeDeprecated(true)
                                        .includeDisabled(true)
                                        .build())
                                .images()
                                .stream()
                                .toList()));
    }

    @Override
    public List<Template> templates(Region region, Collection<TemplateRef> refs) {
        Map<String, List<TemplateRef>> byId = refs.stream()
                .filter(ref -> !ref.id().isEmpty())
                .distinct()
                .collect(Collectors.groupingBy(TemplateRef::id));
        List<Template> found = new ArrayList<>();
        byId.forEach((id, versions) -> versions.forEach(ref ->
                versions(region, ref).stream().map(version -> of(ref, version)).forEach(found::add)));
        return found;
    }

    private List<LaunchTemplateVersion> versions(Region region, TemplateRef ref) {
        try {
            return clients.call(
                    "ec2:DescribeLaunchTemplateVersions",
                    region,
                    ec2 -> ec2.describeLaunchTemplateVersions(request -> request.launchTemplateId(ref.id())
                                    .versions(ref.version().isEmpty() ? "$Default" : ref.version()))
                            .launchTemplateVersions());
        } catch (BakeFailedException e) {
            if (LeftoverRemoval.isGone(AwsError.codeOf(e))) {
                return List.of();
            }
            throw e;
        }
    }

    private static Template of(TemplateRef ref, LaunchTemplateVersion version) {
        var data = version.launchTemplateData();
        return new Template(ref, text(data.imageId()), digest(data.userData()), text(data.keyName()));
    }

    @Override
    public Map<String, List<Ingress>> ingress(Region region, Collection<String> securityGroups) {
        Ec2Listing listing = new Ec2Listing(clients, region);
        return Ec2Filters.inPortions(securityGroups, some -> listing.securityGroups(Ec2Filters.anyOf("group-id", some)))
                .stream()
                .collect(Collectors.toMap(SecurityGroup::groupId, Ec2Fleets::rules, (one, same) -> one));
    }

    private static List<Ingress> rules(SecurityGroup group) {
        return group.ipPermissions().stream()
                .flatMap(rule -> sources(rule)
                        .map(source -> new Ingress(
                                text(rule.ipProtocol()),
                                rule.fromPort() == null ? -1 : rule.fromPort(),
                                rule.toPort() == null ? -1 : rule.toPort(),
                                source)))
                .toList();
    }

    private static Stream<String> sources(IpPermission rule) {
        return Stream.of(
                        rule.ipRanges().stream().map(range -> text(range.cidrIp())),
                        rule.ipv6Ranges().stream().map(range -> text(range.cidrIpv6())),
                        rule.prefixListIds().stream().map(list -> text(list.prefixListId())),
                        rule.userIdGroupPairs().stream().map(pair -> text(pair.groupId())))
                .flatMap(one -> one);
    }

    @Override
    public String userData(Region region, String instance) {
        var answer = clients.call(
                "ec2:DescribeInstanceAttribute",
                region,
                ec2 -> ec2.describeInstanceAttribute(
                        request -> request.instanceId(instance).attribute(InstanceAttributeName.USER_DATA)));
        return answer.userData() == null ? "" : digest(answer.userData().value());
    }

    private static String digest(String base64) {
        if (base64 == null || base64.isBlank()) {
            return "";
        }
        byte[] data;
        try {
            data = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            data = base64.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
