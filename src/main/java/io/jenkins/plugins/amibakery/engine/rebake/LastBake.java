package io.jenkins.plugins.amibakery.engine.rebake;

import java.time.Instant;
import java.util.List;

/**
 * The bake whose AMIs are a recipe's current ones.
 *
 * @param recipe the recipe's name
 * @param baked when those AMIs were baked; a bake that reused them did not
 * @param bases the base AMIs it was baked from; empty when they were not recorded
 * @param amis the AMIs
 * @param contents what went into those AMIs without being pinned
 * @param behind what a later bake that failed would have baked, such as a newer commit, in one line; empty for nothing
 */
public record LastBake(
        String recipe, Instant baked, List<BaseUsed> bases, List<AmiRef> amis, Contents contents, String behind) {
    public LastBake {
        bases = List.copyOf(bases);
        amis = List.copyOf(amis);
    }

    /** One of which all is pinned. */
    public LastBake(String recipe, Instant baked, List<BaseUsed> bases, List<AmiRef> amis, String behind) {
        this(recipe, baked, bases, amis, Contents.NONE, behind);
    }
}
