package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import java.time.Clock;
import java.util.Optional;

/**
 * Looks for AMIs that stand for a bake. Changes nothing.
 *
 * @param bake the bake
 * @param recipe the recipe's name
 * @param earlier the key of an earlier bake of the recipe, for telling what changed; null when none is known
 * @param trust whose signatures count
 */
public record FindReusable(KeyedBake bake, String recipe, BakeKey earlier, ReuseTrust trust)
        implements UseCase<ReuseDecision> {
    @Override
    public ReuseDecision run(Workplace place, Cloud cloud) {
        return new Reuse(cloud.keyed(), trust, Clock.systemUTC())
                .decide(
                        bake,
                        recipe,
                        digest -> Optional.ofNullable(earlier)
                                .filter(one -> one.digest().equals(digest)));
    }
}
