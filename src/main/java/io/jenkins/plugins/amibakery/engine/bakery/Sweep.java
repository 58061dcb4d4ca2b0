package io.jenkins.plugins.amibakery.engine.bakery;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The use case "remove what a dead bake left": only what the bake's own traces lead to, never by age or likeness. */
public final class Sweep {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final LeftoverCatalog leftovers;

    /** @param leftovers the catalog under the identity that packer had */
    public Sweep(LeftoverCatalog leftovers) {
        this.leftovers = leftovers;
    }

    /** Whether packer got as far as making anything; before that there is nothing to look for. */
    public static boolean needed(PackerFacts facts) {
        return !facts.keyPairs().isEmpty()
                || !facts.securityGroups().isEmpty()
                || !facts.instances().isEmpty()
                || !facts.imageNames().isEmpty()
                || !facts.artifacts().isEmpty();
    }

    /**
     * Removes what a bake left in the regions it worked in.
     *
     * @param kept AMIs that are a result and stay
     * @return each thing that was found, and whether it is gone now; a region that could not be looked at is one too
     */
    public List<Leftover> sweep(
            BakeRequest request, PackerFacts facts, Collection<BakedAmi> kept, Collection<Region> regions)
            throws InterruptedException {
        BakeTraces traces = new BakeTraces(
                request.bakeId(),
                facts.keyPairs(),
                facts.securityGroups(),
                facts.instances(),
                facts.imageNames(),
                keptIds(kept));
        List<Leftover> swept = new ArrayList<>();
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

    private static Set<String> keptIds(Collection<BakedAmi> kept) {
        return kept.stream().map(ami -> ami.id().value()).collect(Collectors.toSet());
    }
}
