package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImdsSupportValues;
import software.amazon.awssdk.services.ec2.model.Tag;

/** An image in EC2's words, in ours. */
final class AmiMapper {
    private AmiMapper() {}

    static Ami of(Image image, Region region) {
        return new Ami(
                new AmiId(image.imageId()),
                region,
                text(image.name()),
                text(image.ownerId()),
                AmiState.of(image.stateAsString()),
                image.stateReason() == null ? "" : text(image.stateReason().message()),
                instant(image.creationDate()),
                text(image.architectureAsString()),
                image.imdsSupport() == ImdsSupportValues.V2_0,
                snapshots(image),
                tags(image.tags()));
    }

    /** The snapshots that back an image, in device order; devices without one are left out. */
    static List<Snapshot> snapshots(Image image) {
        return image.blockDeviceMappings().stream()
                .map(device -> device.ebs())
                .filter(Objects::nonNull)
                .filter(ebs -> ebs.snapshotId() != null && !ebs.snapshotId().isBlank())
                .map(AmiMapper::snapshot)
                .toList();
    }

    private static Snapshot snapshot(EbsBlockDevice ebs) {
        return new Snapshot(ebs.snapshotId(), ebs.volumeSize() == null ? 0 : ebs.volumeSize());
    }

    static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, tag -> text(tag.value()), (one, other) -> other));
    }

    /** A moment as EC2 writes it; empty for none, and for one that cannot be read. */
    static Optional<Instant> instant(String date) {
        try {
            return Optional.ofNullable(date).filter(text -> !text.isBlank()).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
