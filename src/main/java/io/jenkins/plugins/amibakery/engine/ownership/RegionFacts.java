package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What EC2 says of all that a bake's traces lead to in one region. Being in here proves nothing.
 *
 * @param region where
 * @param keyPairs key pairs, by name
 * @param groups security groups
 * @param launchTemplates launch templates, by id
 * @param roles roles, by name; of the whole account
 * @param profiles instance profiles, by name; of the whole account
 * @param instances instances, terminated ones too
 * @param volumes volumes
 * @param images images of the account
 * @param snapshots snapshots of the account
 */
public record RegionFacts(
        Region region,
        List<Dated> keyPairs,
        List<GroupFact> groups,
        List<Dated> launchTemplates,
        List<Dated> roles,
        List<Dated> profiles,
        List<InstanceFact> instances,
        List<VolumeFact> volumes,
        List<ImageFact> images,
        List<SnapshotFact> snapshots) {
    public RegionFacts {
        keyPairs = List.copyOf(keyPairs);
        groups = List.copyOf(groups);
        launchTemplates = List.copyOf(launchTemplates);
        roles = List.copyOf(roles);
        profiles = List.copyOf(profiles);
        instances = List.copyOf(instances);
        volumes = List.copyOf(volumes);
        images = List.copyOf(images);
        snapshots = List.copyOf(snapshots);
    }

    /** A region in which nothing was found. */
    public static RegionFacts none(Region region) {
        List<Dated> nothing = List.of();
        return new RegionFacts(
                region, nothing, List.of(), nothing, nothing, nothing, List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Something of which EC2 tells the name or id and the birth.
     *
     * @param id its name or id
     * @param created when it was created; {@link Instant#EPOCH} when EC2 does not say
     */
    public record Dated(String id, Instant created) {}

    /**
     * A security group. EC2 does not tell when one was created.
     *
     * @param id its id
     * @param name its name
     * @param description its description
     * @param users ids of the instances on whose interfaces it is; an empty one for an interface of something else
     */
    public record GroupFact(String id, String name, String description, Set<String> users) {
        public GroupFact {
            users = Set.copyOf(users);
        }
    }

    /**
     * A volume.
     *
     * @param id its id
     * @param created when it was created; {@link Instant#EPOCH} when EC2 does not say
     * @param attachedTo ids of the instances it is attached to
     */
    public record VolumeFact(String id, Instant created, Set<String> attachedTo) {
        public VolumeFact {
            attachedTo = Set.copyOf(attachedTo);
        }
    }

    /**
     * A snapshot.
     *
     * @param id its id
     * @param volume the volume it is of; of a copy that is any id at all
     * @param started when it was begun; {@link Instant#EPOCH} when EC2 does not say
     * @param copy whether EC2 made it as a copy
     */
    public record SnapshotFact(String id, String volume, Instant started, boolean copy) {}
}
