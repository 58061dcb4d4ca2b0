package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.BakeTarget;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A recipe with everything in its key but the base AMIs. Of many recipes these can be looked up together.
 *
 * @param parts the parts of its key so far
 * @param floating what could not be resolved
 * @param targets the packer builds that would run
 * @param baseImages how each base AMI is found, by who takes it
 */
public record KeyedRecipe(
        List<KeyPart> parts,
        List<Floating> floating,
        List<BakeTarget> targets,
        Map<String, BaseImageQuery> baseImages) {
    public KeyedRecipe {
        parts = List.copyOf(parts);
        floating = List.copyOf(floating);
        targets = List.copyOf(targets);
        baseImages = Collections.unmodifiableMap(new LinkedHashMap<>(baseImages));
    }

    /** What is to be asked, each once. */
    public Set<BaseImageQuery> queries() {
        return new LinkedHashSet<>(baseImages.values());
    }
}
