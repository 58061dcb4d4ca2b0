package io.jenkins.plugins.amibakery.engine.aws;

import io.jenkins.plugins.amibakery.engine.bakery.BakeTraces;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** The images and snapshots of a bake that are not among its results. */
final class LeftoverImages {
    private final Ec2Listing listing;
    private final BakeTraces traces;
    private final BuildInstances instances;
    private final List<Snapshot> made;
    private final Map<String, Image> images = new LinkedHashMap<>();

    LeftoverImages(Ec2Listing listing, BakeTraces traces, BuildInstances instances) {
        this.listing = listing;
        this.traces = traces;
        this.instances = instances;
        this.made = madeOfInstances();
        findImages();
    }

    Set<String> amis() {
        return images.keySet();
    }

    /** Snapshots of the images, of the instances and of the bake's tag, but for what a kept image is backed by. */
    Set<String> snapshots() {
        Set<String> found = new TreeSet<>(backing(images.values()));
        made.stream()
                .filter(snapshot -> !isOfKept(snapshot))
                .map(Snapshot::snapshotId)
                .forEach(found::add);
        for (var tagged : LeftoverSearch.tagged(traces)) {
            listing.snapshots(tagged).stream()
                    .filter(snapshot -> !isOfKept(snapshot))
                    .map(Snapshot::snapshotId)
                    .forEach(found::add);
        }
        if (!found.isEmpty()) {
            found.removeAll(backing(kept()));
        }
        return found;
    }

    /** EC2 writes into the description of an image's snapshots which instance and image they were made of and for. */
    private List<Snapshot> madeOfInstances() {
        List<Snapshot> found = new ArrayList<>();
        for (String instance : instances.ids()) {
            String description = "Created by CreateImage(" + instance + ")";
            listing.snapshots(Ec2Filters.beginsWith("description", description)).stream()
                    .filter(snapshot -> snapshot.description().startsWith(description))
                    .forEach(found::add);
        }
        return found;
    }

    private void findImages() {
        LeftoverSearch.tagged(traces).forEach(tagged -> add(listing.images(tagged)));
        List<Image> named =
                Ec2Filters.inPortions(traces.imageNames(), some -> listing.images(Ec2Filters.anyOf("name", some)));
        add(named.stream()
                .filter(image -> traces.imageNames().contains(image.name()))
                .filter(image -> cameOfInstance(image) || isCopyOfOurs(image))
                .toList());
    }

    private void add(List<Image> found) {
        found.stream()
                .filter(image -> !traces.keptImages().contains(image.imageId()))
                .forEach(image -> images.put(image.imageId(), image));
    }

    /** A name proves nothing: a bake fails when its AMI's name is taken, and the AMI that has it is another's. */
    private boolean cameOfInstance(Image image) {
        if (image.sourceInstanceId() != null && instances.ids().contains(image.sourceInstanceId())) {
            return true;
        }
        Set<String> ours = made.stream().map(Snapshot::snapshotId).collect(Collectors.toSet());
        return backing(List.of(image)).stream().anyMatch(ours::contains);
    }

    /** A copy in another region: the bake's instance is unknown there, but EC2 says which image it was copied from. */
    private boolean isCopyOfOurs(Image image) {
        return traces.images().contains(image.imageId())
                || (image.sourceImageId() != null && traces.images().contains(image.sourceImageId()));
    }

    private boolean isOfKept(Snapshot snapshot) {
        String description = String.valueOf(snapshot.description());
        return traces.keptImages().stream().anyMatch(description::contains);
    }

    private List<Image> kept() {
        return Ec2Filters.inPortions(traces.keptImages(), some -> listing.images(Ec2Filters.anyOf("image-id", some)));
    }

    private static Set<String> backing(Collection<Image> of) {
        return of.stream()
                .flatMap(image -> AmiFacts.snapshots(image).stream())
                .map(snapshot -> snapshot.id())
                .collect(Collectors.toSet());
    }
}
