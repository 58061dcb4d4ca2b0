package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.ownership.ImageFact;
import io.jenkins.plugins.amibakery.engine.ownership.InstanceFact;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.Dated;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.SnapshotFact;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.VolumeFact;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** What ownership is decided by, in EC2's words, in ours. */
final class Ec2Facts {
    /** EC2 sets it, and refuses tags of this form to users. */
    static final String LAUNCH_TEMPLATE = "aws:ec2launchtemplate:id";

    private Ec2Facts() {}

    static InstanceFact of(Instance instance, Region region) {
        Map<String, Boolean> volumes = new HashMap<>();
        instance.blockDeviceMappings().stream()
                .map(device -> device.ebs())
                .filter(ebs -> ebs != null && ebs.volumeId() != null)
                .forEach(ebs -> volumes.put(ebs.volumeId(), Boolean.TRUE.equals(ebs.deleteOnTermination())));
        return new InstanceFact(
                region,
                instance.instanceId(),
                born(instance),
                text(instance.keyName()),
                instance.securityGroups().stream()
                        .map(GroupIdentifier::groupId)
                        .filter(id -> id != null)
                        .collect(Collectors.toSet()),
                text(AmiMapper.tags(instance.tags()).get(LAUNCH_TEMPLATE)),
                volumes,
                instance.state() != null && instance.state().name() == InstanceStateName.TERMINATED);
    }

    /** LaunchTime is the last start; the primary interface is attached once, when the instance is made. */
    private static Instant born(Instance instance) {
        return instance.networkInterfaces().stream()
                .map(network -> network.attachment())
                .filter(attachment -> attachment != null && Integer.valueOf(0).equals(attachment.deviceIndex()))
                .map(attachment -> attachment.attachTime())
                .filter(time -> time != null)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    static VolumeFact of(Volume volume) {
        Set<String> attached = volume.attachments().stream()
                .map(VolumeAttachment::instanceId)
                .filter(id -> id != null)
                .collect(Collectors.toSet());
        return new VolumeFact(volume.volumeId(), time(volume.createTime()), attached);
    }

    static ImageFact of(Image image, Region region) {
        return new ImageFact(
                region,
                image.imageId(),
                text(image.name()),
                AmiMapper.instant(image.creationDate()).orElse(Instant.EPOCH),
                text(image.sourceInstanceId()),
                text(image.sourceImageId()),
                text(image.sourceImageRegion()),
                AmiMapper.snapshots(image).stream().map(one -> one.id()).collect(Collectors.toSet()),
                AmiMapper.tags(image.tags()).containsKey(Tags.BUILDER));
    }

    static SnapshotFact of(Snapshot snapshot) {
        String description = text(snapshot.description());
        boolean copy = snapshot.transferType() != null
                || description.startsWith("Copied for ")
                || description.startsWith("[Copied ");
        return new SnapshotFact(snapshot.snapshotId(), text(snapshot.volumeId()), time(snapshot.startTime()), copy);
    }

    static Dated of(KeyPairInfo key) {
        return new Dated(key.keyName(), time(key.createTime()));
    }

    static Dated of(LaunchTemplate template) {
        return new Dated(template.launchTemplateId(), time(template.createTime()));
    }

    private static Instant time(Instant time) {
        return Optional.ofNullable(time).orElse(Instant.EPOCH);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
