package io.jenkins.plugins.amibakery.engine.bakery;

import io.jenkins.plugins.amibakery.engine.bakery.ownership.Sight;
import io.jenkins.plugins.amibakery.engine.bakery.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.List;

/**
 * Looks at one thing of a bake while it is there.
 *
 * @param due what to look at
 * @param regions codes of the regions where it may be
 */
public record LookWork(Sight.Due due, List<String> regions) implements CloudWork<Sightings> {
    public LookWork {
        regions = List.copyOf(regions);
    }

    @Override
    public Sightings run(Workplace place, Cloud cloud) {
        return cloud.sight().look(due, regions.stream().map(Region::new).toList());
    }
}
