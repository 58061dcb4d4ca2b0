package io.jenkins.plugins.amibakery.engine.bakery;

import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether AMIs that are there stand for a bake.
 *
 * @param reused whether they do
 * @param amis them, for each packer build and region that the recipe makes; empty otherwise
 * @param bakeId the bake that made them; empty otherwise
 * @param startedBy what started that bake: a build's address, or whatever its tag says; empty when it says nothing
 * @param job id of the job whose bake that was, as its signature says; empty when a bake is needed
 * @param baked when the oldest of them was made; empty when nobody knows
 * @param reasons why a bake is needed, one line each; empty exactly when reused
 */
public record ReuseDecision(
        boolean reused,
        List<BakedAmi> amis,
        String bakeId,
        String startedBy,
        String job,
        Optional<Instant> baked,
        List<String> reasons) {
    /** Said of a lock file that was to be written, when AMIs stand for a bake. */
    public static final String LOCK_UNTOUCHED = "The lock file is as it was: nothing was baked.";

    public ReuseDecision {
        amis = List.copyOf(amis);
        reasons = List.copyOf(reasons);
        if (reused != reasons.isEmpty() || reused == amis.isEmpty()) {
            throw new IllegalArgumentException(
                    "AMIs are reused, or there is a reason why not: " + amis + ", " + reasons);
        }
    }

    /** A bake is needed. */
    static ReuseDecision bake(List<String> reasons) {
        return new ReuseDecision(false, List.of(), "", "", "", Optional.empty(), reasons);
    }

    /** A bake is wanted, whatever is there. */
    public static ReuseDecision forced() {
        return bake(List.of("It was asked for with force."));
    }
}
