package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.Sight;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import java.util.List;

/**
 * Looks at one thing of a bake while it is there.
 *
 * @param due what to look at
 * @param regions codes of the regions where it may be
 */
public record LookForTraces(Sight.Due due, List<String> regions) implements UseCase<Sightings> {
    public LookForTraces {
        regions = List.copyOf(regions);
    }

    @Override
    public Sightings run(Workplace place, Cloud cloud) {
        return cloud.sight().look(due, regions.stream().map(Region::new).toList());
    }
}
