package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a plan came to.
 *
 * @param digest what an approval is given for
 * @param texts the plan itself, by region; an empty region for what no region was told of
 */
public record PlannedDeploy(PlanDigest digest, Map<String, String> texts) implements Serializable {
    private static final int MOST_REGIONS = 50;
    private static final int LONGEST = 200_000;

    /** @throws IllegalArgumentException with one line when it is longer than a plan is kept */
    public PlannedDeploy {
        Limits.texts("the regions of a plan", texts, MOST_REGIONS, LONGEST);
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    PlannedDeploy masked(UnaryOperator<String> mask) {
        Map<String, String> masked = new TreeMap<>();
        texts.forEach((region, text) -> masked.put(region, Limits.cut(mask.apply(text), LONGEST)));
        List<String> gaps = digest.gaps().stream().map(mask).toList();
        return new PlannedDeploy(
                new PlanDigest(digest.environment(), digest.ami(), digest.files(), digest.stacks(), gaps), masked);
    }

    /** What can be approved; empty unless the plan is whole. */
    public String approvable() {
        return digest.isWhole() ? digest.value() : "";
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("digest", approvable());
        tree.put("whole", digest.isWhole());
        tree.put("gaps", new ArrayList<>(digest.gaps()));
        return tree;
    }
}
