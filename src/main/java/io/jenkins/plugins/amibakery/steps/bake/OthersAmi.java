package io.jenkins.plugins.amibakery.steps.bake;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** An AMI of another job as it may be shown: without tags that could name the job, as its bake's id and its build's address do. */
final class OthersAmi {
    private static final Set<String> HARMLESS =
            Set.of(Tags.RECIPE, Tags.BUILDER, Tags.SOURCE_AMI, Tags.BAKE_KEY, Tags.VERSION);

    private OthersAmi() {}

    static BakedAmi of(BakedAmi baked) {
        return baked.described().map(ami -> baked.describedAs(of(ami))).orElse(baked);
    }

    private static Ami of(Ami ami) {
        Map<String, String> tags = new HashMap<>(ami.tags());
        tags.keySet().retainAll(HARMLESS);
        return ami.withTags(tags);
    }
}
