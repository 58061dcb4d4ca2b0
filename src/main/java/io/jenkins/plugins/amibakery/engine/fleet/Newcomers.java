package io.jenkins.plugins.amibakery.engine.fleet;

import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Goal;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Instance;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Instances that have just come, or are about to: they say nothing of themselves yet. Whoever changes a group and was interrupted finds such
 * when he begins again.
 */
public final class Newcomers {
    /** For Systems Manager to manage an instance that has come. */
    static final Duration MANAGED = Duration.ofMinutes(5);

    private Newcomers() {}

    /** Waits until the groups of a fleet are complete and its young instances are managed; not for ever, and not where that cannot be asked. */
    public static void await(VerifyFleet fleet, Workplace place, Cloud cloud) throws InterruptedException {
        Region region = new Region(fleet.region());
        Goal complete = size -> size.healthy().size() >= size.desired();
        try {
            for (Group group : FleetScope.of(fleet, cloud).groups()) {
                if (!cloud.capacity()
                        .size(region, group.name())
                        .filter(complete::isReached)
                        .isPresent()) {
                    place.progress().says("waiting until the group " + group.name() + " is complete");
                    cloud.capacity().await(region, group.name(), complete, MANAGED);
                }
            }
            Instant lately = Instant.now().minus(MANAGED);
            List<String> young = FleetScope.of(fleet, cloud).instances().stream()
                    .filter(one -> one.born().isAfter(lately))
                    .map(Instance::id)
                    .sorted()
                    .toList();
            if (!young.isEmpty()) {
                place.progress().says("waiting until Systems Manager manages " + String.join(", ", young));
                cloud.commands().awaitManaged(region, young, MANAGED);
            }
        } catch (BakeFailedException e) {
            place.progress().says("looking at once: " + e.failure().detail());
        }
    }
}
