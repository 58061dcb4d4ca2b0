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
    private final long look;

    /**
     * A cause.
     *
     * @param reason why, in one line
     * @param look when the trigger found it, in milliseconds since 1970
     */
    RebakeCause(String reason, long look) {
        this.reason = Storable.storable(reason);
        this.look = look;
    }

    /** When the trigger found it, in milliseconds since 1970. */
    long look() {
        return look;
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
