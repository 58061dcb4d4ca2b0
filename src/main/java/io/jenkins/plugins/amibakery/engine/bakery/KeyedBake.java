package io.jenkins.plugins.amibakery.engine.bakery;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeTarget;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bake that has not begun, known by its key.
 *
 * @param key what decides its images
 * @param targets the packer builds that would run and where their AMIs would lie; a reused bake must have all of them
 * @param baseImages the base AMIs it would take, each of them there
 */
public record KeyedBake(BakeKey key, List<BakeTarget> targets, Map<BaseImageQuery, BaseImageAnswer> baseImages) {
    public KeyedBake {
        targets = List.copyOf(targets);
        baseImages = Collections.unmodifiableMap(new LinkedHashMap<>(baseImages));
    }
}
