package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The bake whose AMIs are a recipe's current ones.
 *
 * @param recipe the recipe's name
 * @param baked when those AMIs were baked; a bake that reused them did not
 * @param bases the base AMIs it was baked from; empty when they were not recorded
 * @param amis the AMIs
 * @param images what those AMIs hold, by packer build, where packages without a version go into them; empty when that is not known or
 *     does not matter
 * @param behind what a later bake that failed would have baked, such as a newer commit, in one line; empty for nothing
 */
public record LastBake(
        String recipe,
        Instant baked,
        List<BaseUsed> bases,
        List<AmiRef> amis,
        Map<String, ImageRecord> images,
        String behind) {
    public LastBake {
        images = Map.copyOf(images);
        bases = List.copyOf(bases);
        amis = List.copyOf(amis);
    }

    /** One whose packages do not matter. */
    public LastBake(String recipe, Instant baked, List<BaseUsed> bases, List<AmiRef> amis, String behind) {
        this(recipe, baked, bases, amis, Map.of(), behind);
    }
}
