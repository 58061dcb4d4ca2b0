package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.List;
import java.util.Map;

/**
 * What went into AMIs without being pinned.
 *
 * @param unpinned the parts of the recipe that are not; empty when its key is not known, too
 * @param images what the AMIs hold, by packer build; empty when that is not known
 * @param missing why it is not, one line without a full stop
 */
public record Contents(List<Floating> unpinned, Map<String, ImageRecord> images, String missing) {
    public static final Contents NONE = new Contents(List.of(), Map.of(), "");

    public Contents {
        unpinned = List.copyOf(unpinned);
        images = Map.copyOf(images);
    }

    /** Whether the state of repositories of packages matters. */
    public boolean hasPackages() {
        return unpinned.stream().anyMatch(one -> one.settling() == Settling.REPOSITORIES);
    }
}
