package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeTarget;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A bake that has not begun, known by its key.
 *
 * @param key what decides its images
 * @param targets the packer builds that would run and where their AMIs would lie; a reused bake must have all of them
 * @param baseImages the base AMIs it would take, each of them there
 */
public record KeyedBake(BakeKey key, List<BakeTarget> targets, Map<BaseImageQuery, BaseImageAnswer> baseImages)
        implements Serializable {
    /** No recipe has so many of anything. */
    private static final int MOST = 50_000;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public KeyedBake {
        Objects.requireNonNull(key, "key");
        Limits.things("the builds of a recipe", targets, BakeTarget.class, MOST);
        Limits.things("the queries of a recipe", baseImages.keySet(), BaseImageQuery.class, MOST);
        Limits.things("the base AMIs of a recipe", baseImages.values(), BaseImageAnswer.class, MOST);
        targets = List.copyOf(targets);
        baseImages = Collections.unmodifiableMap(new LinkedHashMap<>(baseImages));
    }

    /** The base AMIs themselves. */
    public Set<AmiId> bases() {
        return baseImages.values().stream()
                .flatMap(answer -> answer.image().stream())
                .map(Ami::id)
                .collect(Collectors.toSet());
    }

    /** Short, as its key may have thousands of parts. */
    @Override
    public String toString() {
        return "KeyedBake[" + key.digest() + "]";
    }
}
