package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * An instance as EC2 describes it.
 *
 * @param region where it runs
 * @param id its id
 * @param born when its primary network interface was attached; {@link Instant#EPOCH} when EC2 does not say, as of a terminated one
 * @param keyName its key pair's name; empty for none
 * @param groups ids of its security groups
 * @param launchTemplate what EC2's own tag names; empty for none
 * @param volumes ids of its volumes, each with whether it goes with the instance
 * @param terminated whether it is terminated, so nothing to remove
 */
public record InstanceFact(
        Region region,
        String id,
        Instant born,
        String keyName,
        Set<String> groups,
        String launchTemplate,
        Map<String, Boolean> volumes,
        boolean terminated) {
    public InstanceFact {
        groups = Set.copyOf(groups);
        volumes = Map.copyOf(volumes);
    }
}
