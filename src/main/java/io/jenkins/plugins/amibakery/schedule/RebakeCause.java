package io.jenkins.plugins.amibakery.schedule;

import hudson.model.Cause;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.Objects;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The trigger found a reason to bake again. Saved with the build. */
@Restricted(NoExternalUse.class)
public final class RebakeCause extends Cause {
    private final String reason;

    /** @param reason why, in one line */
    RebakeCause(String reason) {
        this.reason = Storable.storable(reason);
    }

    public String getReason() {
        return reason;
    }

    @Override
    public String getShortDescription() {
        return Messages.RebakeCause_shortDescription(reason);
    }

    /** Of two with the same reason a build shows one. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RebakeCause cause && Objects.equals(reason, cause.reason);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(reason);
    }
}
