package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.results.record.CheckRecord;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Checks as a page shows them. */
@Restricted(NoExternalUse.class)
public final class ChecksView {
    private final List<CheckRecord> records;

    ChecksView(List<CheckRecord> records) {
        this.records = records;
    }

    public List<CheckView> getChecks() {
        return records.stream().map(CheckView::new).toList();
    }
}
