package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.BakeTraces;
import io.jenkins.plugins.amibakery.engine.ownership.LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.ownership.Ownership;
import io.jenkins.plugins.amibakery.engine.ownership.Ownership.Judged;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts;
import io.jenkins.plugins.amibakery.engine.ownership.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The use case "remove what a dead bake left": only what {@link Ownership} proves to be the bake's; the rest is named and stays. */
public final class Sweep {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final LeftoverCatalog leftovers;

    /** @param leftovers the catalog under the identity that packer had */
    public Sweep(LeftoverCatalog leftovers) {
        this.leftovers = leftovers;
    }

    /**
     * Removes what a bake left.
     *
     * @param regions every region it worked in, those it copied images to included
     * @return each thing that was found, and whether it is gone now or why it stays; when a region could not be looked at, what the
     *     log named
     */
    public List<Leftover> sweep(BakeTraces traces, Collection<Region> regions) throws InterruptedException {
        List<Leftover> swept = new ArrayList<>();
        if (!traces.leadAnywhere()) {
            return swept;
        }
        List<RegionFacts> facts = new ArrayList<>();
        for (Region region : regions) {
            try {
                facts.add(leftovers.look(region, traces));
            } catch (BakeFailedException e) {
                swept.addAll(unseen(region, traces, e));
            }
        }
        List<Judged> judged = new Ownership(traces, facts).all();
        List<Leftover> proved = judged.stream()
                .filter(one -> one.verdict().isProved())
                .map(Judged::thing)
                .toList();
        if (!proved.isEmpty()) {
            swept.addAll(leftovers.remove(proved, TIMEOUT));
        }
        judged.stream().flatMap(one -> named(one).stream()).forEach(swept::add);
        return swept;
    }

    private static List<Leftover> named(Judged judged) {
        return judged.verdict() instanceof Verdict.NotProved not
                ? List.of(judged.thing().because("not proved to belong to this bake: " + not.reason()))
                : List.of();
    }

    /** When the cloud cannot be asked, what the log named is told as it stands, so that a person can look. */
    private static List<Leftover> unseen(Region region, BakeTraces traces, BakeFailedException why) {
        List<Leftover> named = new ArrayList<>();
        String note = "could not be searched for: " + why.failure().detail();
        traces.instances().forEach(id -> named.add(new Leftover(Leftover.Kind.INSTANCE, id, region, false, note)));
        traces.hints()
                .securityGroups()
                .forEach(name -> named.add(new Leftover(Leftover.Kind.SECURITY_GROUP, name, region, false, note)));
        traces.hints()
                .keyPairs()
                .forEach(name -> named.add(new Leftover(Leftover.Kind.KEY_PAIR, name, region, false, note)));
        return named;
    }
}
