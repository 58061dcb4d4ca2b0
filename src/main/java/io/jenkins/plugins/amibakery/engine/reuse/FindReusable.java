package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.packages.Repositories;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for AMIs that stand for a bake. Changes nothing.
 *
 * @param bake the bake
 * @param recipe the recipe's name
 * @param earlier the key of an earlier bake of the recipe, for telling what changed; null when none is known
 * @param trust whose signatures count
 * @param freshFor for how long an AMI is taken although parts of the recipe are not settled; null for never
 * @param records what the images of earlier bakes hold, by bake and packer build
 * @param memory where answers of repositories are kept, absolute
 */
public record FindReusable(
        KeyedBake bake,
        String recipe,
        BakeKey earlier,
        ReuseTrust trust,
        Duration freshFor,
        Map<String, Map<String, ImageRecord>> records,
        String memory)
        implements UseCase<ReuseDecision> {
    @Override
    public ReuseDecision run(Workplace place, Cloud cloud) throws InterruptedException {
        Freshness freshness = new Freshness(
                freshFor,
                id -> records.getOrDefault(id, Map.of()),
                () -> new Repositories(place.environment(), Path.of(memory).resolve("repositories"), Instant.now()));
        return new Reuse(cloud.keyed(), trust, freshness, Clock.systemUTC())
                .decide(
                        bake,
                        recipe,
                        digest -> Optional.ofNullable(earlier)
                                .filter(one -> one.digest().equals(digest)));
    }
}
