package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes onto AMIs what was signed of them elsewhere, where the key is; see {@link Signing}.
 *
 * @param signatures by the AMI as the cloud described it, the value of {@link Tags#SIGNATURE}
 */
public record SignAmis(Map<Ami, String> signatures) implements UseCase<Integer> {
    public SignAmis {
        signatures = new LinkedHashMap<>(signatures);
    }

    /** @return how many AMIs carry one now */
    @Override
    public Integer run(Workplace place, Cloud cloud) {
        ImageCatalog images = cloud.images();
        signatures.forEach(
                (ami, signature) -> images.tag(ami.region(), List.of(ami), Map.of(Tags.SIGNATURE, signature)));
        return signatures.size();
    }
}
