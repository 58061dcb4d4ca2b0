package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsError;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;

/** What a region holds that passes a filter: whole lists, however many pages they take, and never without a filter. */
final class Ec2Listing {
    private static final int PAGE = 1000;
    private static final int TEMPLATES = 200;

    private final Ec2Clients clients;
    private final Region region;

    Ec2Listing(Ec2Clients clients, Region region) {
        this.clients = clients;
        this.region = region;
    }

    List<Instance> instances(Filter filter) {
        return clients.call(
                "ec2:DescribeInstances",
                region,
                ec2 ->
                        ec2
                                .describeInstancesPaginator(
                                        request -> request.filters(filter).maxResults(PAGE))
                                .reservations()
                                .stream()
                                .flatMap(reservation -> reservation.instances().stream())
                                .toList());
    }

    /** Images of this account alone. */
    List<Image> images(Filter filter) {
        return clients.call(
                "ec2:DescribeImages",
                region,
                ec2 -> ec2
                        .describeImagesPaginator(request -> request.owners("self")
                                .filters(filter)
                                .includeDeprecated(true)
                                .includeDisabled(true)
                                .maxResults(PAGE))
                        .images()
                        .stream()
                        .toList());
    }

    /** Snapshots of this account alone. */
    List<Snapshot> snapshots(Filter filter) {
        return clients.call(
                "ec2:DescribeSnapshots",
                region,
                ec2 -> ec2
                        .describeSnapshotsPaginator(request ->
                                request.ownerIds("self").filters(filter).maxResults(PAGE))
                        .snapshots()
                        .stream()
                        .toList());
    }

    List<Volume> volumes(Filter filter) {
        return clients.call(
                "ec2:DescribeVolumes",
                region,
                ec2 ->
                        ec2
                                .describeVolumesPaginator(
                                        request -> request.filters(filter).maxResults(PAGE))
                                .volumes()
                                .stream()
                                .toList());
    }

    List<SecurityGroup> securityGroups(Filter filter) {
        return clients.call(
                "ec2:DescribeSecurityGroups",
                region,
                ec2 -> ec2
                        .describeSecurityGroupsPaginator(
                                request -> request.filters(filter).maxResults(PAGE))
                        .securityGroups()
                        .stream()
                        .toList());
    }

    List<NetworkInterface> interfaces(Filter filter) {
        return clients.call(
                "ec2:DescribeNetworkInterfaces",
                region,
                ec2 -> ec2
                        .describeNetworkInterfacesPaginator(
                                request -> request.filters(filter).maxResults(PAGE))
                        .networkInterfaces()
                        .stream()
                        .toList());
    }

    /** EC2 has no filter for the id of one, and refuses one that it does not know. */
    List<LaunchTemplate> launchTemplate(String id) {
        try {
            return clients.call(
                    "ec2:DescribeLaunchTemplates",
                    region,
                    ec2 -> ec2.describeLaunchTemplates(request -> request.launchTemplateIds(id))
                            .launchTemplates());
        } catch (BakeFailedException e) {
            if (LeftoverRemoval.isGone(AwsError.codeOf(e))) {
                return List.of();
            }
            throw e;
        }
    }

    List<LaunchTemplate> launchTemplates(Filter filter) {
        return clients.call(
                "ec2:DescribeLaunchTemplates",
                region,
                ec2 -> ec2
                        .describeLaunchTemplatesPaginator(
                                request -> request.filters(filter).maxResults(TEMPLATES))
                        .launchTemplates()
                        .stream()
                        .toList());
    }

    /** Names of the key pairs for which the versions of a launch template launch instances. */
    Set<String> keysOf(LaunchTemplate template) {
        return clients
                .call(
                        "ec2:DescribeLaunchTemplateVersions",
                        region,
                        ec2 -> ec2.describeLaunchTemplateVersions(
                                request -> request.launchTemplateId(template.launchTemplateId())))
                .launchTemplateVersions()
                .stream()
                .map(version -> version.launchTemplateData().keyName())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** EC2 has no pages for these. */
    List<KeyPairInfo> keyPairs(Filter filter) {
        return clients.call(
                "ec2:DescribeKeyPairs",
                region,
                ec2 -> ec2.describeKeyPairs(request -> request.filters(filter)).keyPairs());
    }
}
