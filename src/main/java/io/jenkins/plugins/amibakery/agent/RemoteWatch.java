package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.bakery.BakeTraces;
import io.jenkins.plugins.amibakery.engine.bakery.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.bakery.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was known of a bake before packer ran, and what was seen of it while it ran, on its way.
 *
 * @param plan what was known before
 * @param seen what was seen, one line for each thing
 */
public record RemoteWatch(Plan plan, ArrayList<String> seen) implements Serializable {
    private static final int MOST = 2_000;

    public RemoteWatch {
        if (seen.size() > MOST) {
            throw new IllegalArgumentException("Nobody has seen " + seen.size() + " things of one bake.");
        }
    }

    BakeTraces traces(String bakeId, PackerFacts facts) {
        return BakeTraces.of(bakeId, plan, facts, Sightings.of(seen), List.of());
    }

    /** Where copies may lie, whatever the log has told of them. */
    Set<Region> regions(PackerFacts facts) {
        return new TreeSet<>(plan.copyRegions(facts));
    }
}
