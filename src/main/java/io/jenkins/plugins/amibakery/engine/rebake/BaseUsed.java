package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import java.time.Instant;
import java.util.Optional;

/**
 * A base AMI as a bake found it.
 *
 * @param query how the recipe names it
 * @param id what was found
 * @param created when that was registered; empty when it is not known
 */
public record BaseUsed(BaseImageQuery query, AmiId id, Optional<Instant> created) {
    /** Whether another one may be found another day; one that is named by its id stays the same. */
    public boolean canChange() {
        return query.id().isEmpty();
    }
}
