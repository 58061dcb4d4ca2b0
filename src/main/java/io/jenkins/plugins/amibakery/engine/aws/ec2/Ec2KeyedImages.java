package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.cloud.KeyedAmi;
import io.jenkins.plugins.amibakery.engine.cloud.KeyedImages;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** The account's own images by their tags, as EC2 knows them. */
public final class Ec2KeyedImages implements KeyedImages {
    /** States from which an image that was once usable speaks. */
    private static final Set<AmiState> MADE = Set.of(AmiState.AVAILABLE, AmiState.DISABLED);

    private final Ec2Clients clients;

    /** @param clients stay open */
    public Ec2KeyedImages(Ec2Clients clients) {
        this.clients = clients;
    }

    @Override
    public List<KeyedAmi> withKey(Region region, String digest) {
        List<Image> images = tagged(region, Tags.BAKE_KEY, digest);
        List<String> snapshots = images.stream()
                .flatMap(image -> AmiMapper.snapshots(image).stream())
                .map(snapshot -> snapshot.id())
                .toList();
        Map<String, String> states = states(region, snapshots);
        return images.stream()
                .map(image ->
                        new KeyedAmi(AmiMapper.of(image, region), AmiMapper.instant(image.deprecationTime()), states))
                .toList();
    }

    @Override
    public Optional<Ami> newest(Region region, String recipe) {
        return tagged(region, Tags.RECIPE, recipe).stream()
                .map(image -> AmiMapper.of(image, region))
                .filter(ami -> MADE.contains(ami.state()))
                .max(Comparator.comparing(ami -> ami.created().orElse(Instant.EPOCH)));
    }

    private List<Image> tagged(Region region, String tag, String value) {
        return new Ec2Listing(clients, region).images(Ec2Filters.is("tag:" + tag, value));
    }

    /** Asked for by a filter: a snapshot that is gone is just missing then. */
    private Map<String, String> states(Region region, List<String> ids) {
        Ec2Listing listing = new Ec2Listing(clients, region);
        List<Snapshot> found =
                Ec2Filters.inPortions(ids, some -> listing.snapshots(Ec2Filters.anyOf("snapshot-id", some)));
        Map<String, String> states = new HashMap<>();
        found.forEach(snapshot -> states.put(snapshot.snapshotId(), String.valueOf(snapshot.stateAsString())));
        return states;
    }
}
