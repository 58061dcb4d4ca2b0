package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.StackChange;
import io.jenkins.plugins.amibakery.engine.model.Trees;
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
 * @param first whether nothing of what it plans is there yet, so that no plan was possible
 * @param changes what changes, stack by stack, as far as the plan came
 * @param texts the plan itself, by region; an empty region for what no region was told of
 */
public record PlannedDeploy(PlanDigest digest, boolean first, List<StackChange> changes, Map<String, String> texts)
        implements Serializable {
    private static final int MOST_REGIONS = 50;
    private static final int MOST_STACKS = 2_000;
    private static final int LONGEST = 200_000;

    /** @throws IllegalArgumentException with one line when it is longer than a plan is kept */
    public PlannedDeploy {
        Limits.texts("the regions of a plan", texts, MOST_REGIONS, LONGEST);
        Limits.things("the stacks of a plan", changes, StackChange.class, MOST_STACKS);
        changes = List.copyOf(changes);
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    PlannedDeploy masked(UnaryOperator<String> mask) {
        Map<String, String> masked = new TreeMap<>();
        texts.forEach((region, text) -> masked.put(region, Limits.cut(mask.apply(text), LONGEST)));
        List<String> gaps = digest.gaps().stream().map(mask).toList();
        return new PlannedDeploy(
                new PlanDigest(digest.environment(), digest.ami(), digest.files(), digest.stacks(), gaps),
                first,
                changes.stream().map(change -> change.masked(mask)).toList(),
                masked);
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
        tree.put("first", first);
        tree.put("newest", new ArrayList<>(digest.newest()));
        tree.put("stacks", Trees.list(changes, StackChange::tree));
        return tree;
    }
}
