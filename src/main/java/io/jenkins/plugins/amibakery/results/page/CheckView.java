package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.record.CheckRecord;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.Date;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A check as a page shows it. */
@Restricted(NoExternalUse.class)
public final class CheckView {
    private final CheckRecord record;
    private final Job<?, ?> job;

    CheckView(CheckRecord record, Job<?, ?> job) {
        this.record = record;
        this.job = job;
    }

    public CheckRecord getRecord() {
        return record;
    }

    public StatusView getStatus() {
        return StatusView.of(record.verdict());
    }

    /** Null when nothing was asked that has an address. */
    public LinkedText getAddress() {
        return record.getAddress().isEmpty() ? null : new LinkedText(record.getName(), record.getAddress());
    }

    /** The page that shows what was done, from Jenkins' own address on; null for none. */
    public String getPage() {
        return record.getPage().isEmpty() ? null : job.getUrl() + record.getPage();
    }

    /** Null when it is not known. */
    public Date getWhen() {
        return Storable.date(record.getWhen());
    }
}
