package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.ImageFact;
import io.jenkins.plugins.amibakery.engine.ownership.InstanceFact;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.VolumeFact;
import io.jenkins.plugins.amibakery.engine.ownership.SeenInstance;
import io.jenkins.plugins.amibakery.engine.ownership.Sight;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The watch's eyes in EC2. */
public final class Ec2Sight implements Sight {
    private static final Logger LOG = Logger.getLogger(Ec2Sight.class.getName());

    private final Ec2Clients clients;

    /** @param clients stay open */
    public Ec2Sight(Ec2Clients clients) {
        this.clients = clients;
    }

    @Override
    public Sightings look(Due due, Collection<Region> regions) {
        for (Region region : regions) {
            try {
                Sightings seen = look(due, region);
                if (!seen.equals(Sightings.NONE)) {
                    return seen;
                }
            } catch (BakeFailedException | CancellationException e) {
                LOG.log(Level.FINE, e, () -> "Not seen: " + due);
            }
        }
        return Sightings.NONE;
    }

    private Sightings look(Due due, Region region) {
        Ec2Listing listing = new Ec2Listing(clients, region);
        List<SeenInstance> instances = switch (due.at()) {
            case INSTANCE ->
                listing.instances(Ec2Filters.is("instance-id", due.id())).stream()
                        .map(one -> seen(Ec2Facts.of(one, region)))
                        .toList();
            case VOLUMES -> volumes(listing, region, due.id());
            case IMAGE -> List.of();
        };
        List<ImageFact> images = due.at() != At.IMAGE
                ? List.of()
                : listing.images(Ec2Filters.is("image-id", due.id())).stream()
                        .map(one -> Ec2Facts.of(one, region))
                        .toList();
        return new Sightings(instances, images);
    }

    private static SeenInstance seen(InstanceFact instance) {
        TreeMap<String, Instant> volumes = new TreeMap<>();
        instance.volumes().keySet().forEach(volume -> volumes.put(volume, Instant.EPOCH));
        return new SeenInstance(instance.region(), instance.id(), instance.born(), volumes);
    }

    private static List<SeenInstance> volumes(Ec2Listing listing, Region region, String instance) {
        TreeMap<String, Instant> volumes = new TreeMap<>();
        listing.volumes(Ec2Filters.is("attachment.instance-id", instance)).stream()
                .map(Ec2Facts::of)
                .forEach((VolumeFact volume) -> volumes.put(volume.id(), volume.created()));
        return volumes.isEmpty() ? List.of() : List.of(new SeenInstance(region, instance, Instant.EPOCH, volumes));
    }
}
