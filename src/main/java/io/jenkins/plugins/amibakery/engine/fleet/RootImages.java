package io.jenkins.plugins.amibakery.engine.fleet;

import io.jenkins.plugins.amibakery.engine.cloud.Fleets;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Instance;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The AMIs that root volumes were made of, whatever the instances say they were launched from.
 *
 * @param snapshots of root volumes, by volume
 * @param images that have such a snapshot, by snapshot
 */
record RootImages(Map<String, String> snapshots, Map<String, List<String>> images) {
    static final RootImages NONE = new RootImages(Map.of(), Map.of());

    /** @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when the cloud does not tell */
    static RootImages of(Collection<Instance> instances, Region region, Fleets fleets) {
        Set<String> volumes = instances.stream()
                .map(Instance::rootVolume)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        Map<String, String> snapshots = fleets.snapshots(region, volumes);
        return new RootImages(snapshots, fleets.images(region, Set.copyOf(snapshots.values())));
    }

    /** One, unless several share a snapshot; none when it is not known. */
    List<String> of(Instance instance) {
        String snapshot = snapshots.getOrDefault(instance.rootVolume(), "");
        return images.getOrDefault(snapshot, List.of()).stream().sorted().toList();
    }
}
