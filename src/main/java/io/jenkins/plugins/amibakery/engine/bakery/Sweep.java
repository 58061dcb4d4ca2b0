package io.jenkins.plugins.amibakery.engine.bakery;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The use case "remove what a dead bake left": only what the bake's own traces lead to, never by age or likeness. */
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
     * @return each thing that was found, and whether it is gone now; when a region could not be looked at, what the log named
     */
    public List<Leftover> sweep(BakeTraces traces, Collection<Region> regions) throws InterruptedException {
        List<Leftover> swept = new ArrayList<>();
        if (!traces.leadAnywhere()) {
            return swept;
        }
        for (Region region : regions) {
            try {
                swept.addAll(leftovers.remove(leftovers.find(region, traces), TIMEOUT));
            } catch (BakeFailedException e) {
                swept.addAll(unseen(region, traces, e));
            }
        }
        return swept;
    }

    /** When the cloud cannot be asked, what the log named is told as it stands, so that a person can look. */
    private static List<Leftover> unseen(Region region, BakeTraces traces, BakeFailedException why) {
        List<Leftover> named = new ArrayList<>();
        String note = "could not be looked for: " + why.failure().detail();
        traces.instances().forEach(id -> named.add(new Leftover(Leftover.Kind.INSTANCE, id, region, false, note)));
        traces.securityGroups()
                .forEach(name -> named.add(new Leftover(Leftover.Kind.SECURITY_GROUP, name, region, false, note)));
        traces.keyPairs().forEach(name -> named.add(new Leftover(Leftover.Kind.KEY_PAIR, name, region, false, note)));
        return named;
    }
}
