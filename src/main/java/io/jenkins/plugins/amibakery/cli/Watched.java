package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.bakery.BakeTraces;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.OwnResults;
import io.jenkins.plugins.amibakery.engine.bakery.PackerVerdict;
import io.jenkins.plugins.amibakery.engine.bakery.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import io.jenkins.plugins.amibakery.engine.packer.WrittenAmis;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What packer left, and what was known and seen of it.
 *
 * @param result how packer ended
 * @param known what was known before it ran
 * @param watch what was seen while it ran
 */
record Watched(PackerResult result, Plan known, BakeWatch watch) {
    private PackerFacts facts() {
        return result.facts();
    }

    /** By what the bake's own things are found and proved; looks that are still under way are waited for. */
    BakeTraces traces(BakeRequest request) throws InterruptedException {
        return BakeTraces.of(request.bakeId(), known, facts(), watch.seen(), List.of());
    }

    /** What the manifests tell of this very packer. */
    WrittenAmis own(Cloud cloud, BakeRequest request) throws InterruptedException {
        WrittenAmis written = result.written();
        return OwnResults.areClear(facts(), written)
                ? OwnResults.named(facts(), written)
                : new OwnResults(cloud.leftovers()).of(facts(), written, traces(request));
    }

    /** Everywhere that something of it may be. */
    Set<Region> regions(Set<Region> planned, PackerVerdict said) {
        Set<Region> everywhere = new TreeSet<>(planned);
        everywhere.addAll(said.byRegion().keySet());
        everywhere.addAll(facts().copyRegions());
        everywhere.addAll(known.copyRegions(facts()));
        return everywhere;
    }
}
