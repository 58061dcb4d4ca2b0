package io.jenkins.plugins.amibakery.engine.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** The volumes of a bake that do not go by themselves with its instances. */
final class LeftoverVolumes {
    /** How much the clocks of EC2's parts may differ. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final Ec2Listing listing;
    private final BuildInstances instances;

    LeftoverVolumes(Ec2Listing listing, BuildInstances instances) {
        this.listing = listing;
        this.instances = instances;
    }

    /** @param tagged the filter for the bake's own tag; none to ask by instances alone */
    Set<String> volumes(List<Filter> tagged) {
        List<Volume> found = new ArrayList<>(Ec2Filters.inPortions(
                instances.known().keySet(), some -> listing.volumes(Ec2Filters.anyOf("attachment.instance-id", some))));
        Map<String, Instant> launched = instances.launched();
        found.removeIf(volume -> !isMadeFor(volume, launched));
        tagged.forEach(mine -> found.addAll(listing.volumes(mine)));
        Set<String> ids = new TreeSet<>();
        found.stream()
                .filter(volume -> !goesByItself(volume))
                .map(Volume::volumeId)
                .forEach(ids::add);
        return ids;
    }

    /** A volume older than its instance held data before the bake, and is not the bake's to delete. */
    private static boolean isMadeFor(Volume volume, Map<String, Instant> launched) {
        return volume.createTime() != null
                && volume.attachments().stream()
                        .map(VolumeAttachment::instanceId)
                        .map(launched::get)
                        .anyMatch(
                                launch -> launch != null && !volume.createTime().isBefore(launch.minus(SLACK)));
    }

    private boolean goesByItself(Volume volume) {
        return volume.attachments().stream()
                .anyMatch(attachment -> Boolean.TRUE.equals(attachment.deleteOnTermination())
                        && instances.known().containsKey(attachment.instanceId()));
    }
}
