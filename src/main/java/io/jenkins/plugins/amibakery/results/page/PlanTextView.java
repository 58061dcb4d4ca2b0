package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.results.record.PlanTextRecord;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** One region's plan in Runway's words. */
@Restricted(NoExternalUse.class)
public final class PlanTextView {
    private final PlanTextRecord record;

    PlanTextView(PlanTextRecord record) {
        this.record = record;
    }

    public PlanTextRecord getRecord() {
        return record;
    }

    public List<PlanLine> getLines() {
        return PlanLine.of(record);
    }
}
