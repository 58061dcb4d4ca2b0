package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.record.CheckRecord;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Checks as a page shows them. */
@Restricted(NoExternalUse.class)
public final class ChecksView {
    private final List<CheckRecord> records;
    private final Job<?, ?> job;

    ChecksView(List<CheckRecord> records, Job<?, ?> job) {
        this.records = records;
        this.job = job;
    }

    public List<CheckView> getChecks() {
        return records.stream().map(record -> new CheckView(record, job)).toList();
    }
}
