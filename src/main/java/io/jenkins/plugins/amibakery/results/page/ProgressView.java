package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.results.record.Status;
import io.jenkins.plugins.amibakery.results.record.Storable;
import io.jenkins.plugins.amibakery.results.record.TaskRecord;
import java.util.Date;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What all tasks have in common when a page shows them. */
@Restricted(NoExternalUse.class)
public abstract class ProgressView {
    private final TaskRecord record;
    private final boolean building;

    /** @param building whether its build still runs; without it nothing of it does */
    ProgressView(TaskRecord record, boolean building) {
        this.record = record;
        this.building = building;
    }

    /** What it is, in a few words. */
    public abstract String getTitle();

    public abstract StatusView getStatus();

    /** What is to be said of it beside failures, a line each. */
    public abstract List<String> getRemarks();

    /** What to say when its build ended before it did. */
    abstract String unfinishedWhy();

    final boolean building() {
        return building;
    }

    public final boolean isRunning() {
        return building && record.isRunning();
    }

    private boolean isUnfinished() {
        return !building && record.isRunning();
    }

    /** Whether it ended before its time, and not by its own failure. */
    public final boolean isStopped() {
        return isUnfinished() || record.getOutcome().equals(Status.CANCELLED);
    }

    /** Whether there is something to say that a list of results does not. */
    public final boolean isTroubled() {
        return !getFailures().isEmpty() || !getRemarks().isEmpty();
    }

    /** The class of Jenkins' alert that fits it. */
    public final String getAlert() {
        if (getFirstFailure() == null) {
            return isWarned() ? "jenkins-alert-warning" : "jenkins-alert-info";
        }
        return isStopped() ? "jenkins-alert-warning" : "jenkins-alert-danger";
    }

    /** Whether somebody has to do something though it is no failure. */
    boolean isWarned() {
        return false;
    }

    /** Why it is no success, a line each. */
    public final List<String> getFailures() {
        return isUnfinished() ? List.of(unfinishedWhy()) : record.failureLines();
    }

    /** The first line of why it is no success; null when it is one or still runs. */
    public final String getFirstFailure() {
        List<String> failures = getFailures();
        return failures.isEmpty() ? null : failures.get(0);
    }

    /** Null when it is not known. */
    public final Date getBegan() {
        return Storable.date(record.getBegan());
    }

    /** Empty while it runs. */
    public final String getDuration() {
        return Storable.time(record.getDurationMillis());
    }

    /** The commit's first digits. */
    public final String getShortCommit() {
        return Storable.shortCommit(record.getCommit());
    }
}
