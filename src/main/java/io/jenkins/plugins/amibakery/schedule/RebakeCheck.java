package io.jenkins.plugins.amibakery.schedule;

import io.jenkins.plugins.amibakery.engine.rebake.RebakeDecision;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What the trigger saw and decided once. Saved. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class RebakeCheck {
    /** A job with hundreds of AMIs must not fill the disk. */
    private static final int MOST = 200;

    private final long when;
    private final String place;
    private final String why;
    private final ArrayList<String> compared;
    private final String outcome;
    private final boolean blind;

    /** Number of the build that it started; 0 until there is one. */
    private int build;

    RebakeCheck(long when, String place, RebakeDecision decision, String outcome) {
        this.when = when;
        this.place = Storable.storable(place);
        this.why = Storable.storable(decision.why());
        this.compared =
                Storable.storable(decision.compared().stream().limit(MOST).toList());
        this.outcome = Storable.storable(outcome);
        this.blind = decision.isBlind();
        int more = decision.compared().size() - MOST;
        if (more > 0) {
            compared.add("… and " + more + " more.");
        }
    }

    /** Such as {@code 2026-11-22T16:22:33Z}. */
    @Exported(name = "when")
    public String getWhenText() {
        return Storable.instant(when);
    }

    /** In milliseconds since 1970. */
    public long getWhen() {
        return when;
    }

    public Date getDate() {
        return new Date(when);
    }

    /** From where and as whom the cloud was asked. */
    @Exported
    public String getPlace() {
        return place;
    }

    /** The reasons to bake again in one line; empty when there was none. */
    @Exported
    public String getWhy() {
        return why;
    }

    /** What was compared, a line each. */
    @Exported
    public List<String> getCompared() {
        return compared == null ? List.of() : Collections.unmodifiableList(compared);
    }

    /** What became of it. */
    @Exported
    public String getOutcome() {
        return outcome;
    }

    /** Number of the build that it started; 0 for none. */
    @Exported
    public int getBuild() {
        return build;
    }

    void started(int number) {
        build = number;
    }

    /** Whether nothing could be looked up. */
    @Exported
    public boolean isBlind() {
        return blind;
    }

    public boolean isDue() {
        return why != null && !why.isEmpty();
    }
}
