package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.BakeTraces;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A bake whose agent is gone. All that is done for it, elsewhere, is to ask AWS for what packer left and to remove that. It opens no
 * file, no lock and no workspace, and knows of none: names of files come from the template, and where this is done they would mean
 * files of another machine. It never crosses to an agent, and may be repeated.
 *
 * @param bakeId the id of the bake
 * @param facts what packer's log told, as far as it was read
 * @param known what was known before packer ran
 * @param seen what was seen while it ran
 * @param regions codes of the regions in which it may have left something
 */
public record LostBake(String bakeId, PackerFacts facts, Plan known, Sightings seen, List<String> regions) {
    public LostBake {
        regions = List.copyOf(regions);
    }

    /** Removes what is proved to be the bake's. */
    public BakeReport swept(Cloud cloud) throws InterruptedException {
        Set<Region> where = new TreeSet<>(facts.copyRegions());
        where.addAll(known.copyRegions(facts));
        regions.forEach(code -> where.add(new Region(code)));
        List<Leftover> left =
                new Sweep(cloud.leftovers()).sweep(BakeTraces.of(bakeId, known, facts, seen, List.of()), where);
        return new BakeReport(
                bakeId,
                BakeOutcome.CANCELLED,
                "",
                List.of(),
                List.of(Failure.of(FailureCause.CANCELLED, "The agent was removed")),
                facts.phases(),
                left,
                Duration.ZERO);
    }
}
