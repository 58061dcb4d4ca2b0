package io.jenkins.plugins.amibakery.results;

import java.util.Date;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A bake as a page shows it. */
@Restricted(NoExternalUse.class)
public final class BakeView {
    private static final int SHORT_COMMIT = 8;

    private final BakeRecord record;
    private final boolean building;

    BakeView(BakeRecord record, boolean building) {
        this.record = record;
        this.building = building;
    }

    public BakeRecord getRecord() {
        return record;
    }

    public StatusView getStatus() {
        return StatusView.ofBake(record.getStatus(), building);
    }

    public boolean isRunning() {
        return building && record.getStatus().equals(Status.RUNNING);
    }

    private boolean isUnfinished() {
        return !building && record.getStatus().equals(Status.RUNNING);
    }

    /** Whether it ended before its time, and not by its own failure. */
    public boolean isStopped() {
        return isUnfinished() || record.getStatus().equals(Status.CANCELLED);
    }

    /** Whether there is something to say that the list of AMIs does not. */
    public boolean isTroubled() {
        return !getFailures().isEmpty() || !record.getLeftovers().isEmpty();
    }

    /** Why it is no success, a line each. */
    public List<String> getFailures() {
        return isUnfinished() ? List.of(Messages.Bake_unfinishedWhy()) : record.getFailures();
    }

    /** The first line of why it is no success; null when it is one or still runs. */
    public String getFirstFailure() {
        List<String> failures = getFailures();
        return failures.isEmpty() ? null : failures.get(0);
    }

    /** What it left and what became of that, a line each. */
    public List<String> getLeftovers() {
        return record.getLeftovers().stream().map(BakeView::line).toList();
    }

    private static String line(LeftoverRecord leftover) {
        return leftover.isRemoved()
                ? Messages.Leftover_removed(leftover.getKind(), leftover.getId(), leftover.getRegion())
                : Messages.Leftover_left(
                        leftover.getKind(), leftover.getId(), leftover.getRegion(), leftover.getNote());
    }

    /** Null when it is not known. */
    public Date getBegan() {
        return record.getBegan() == 0 ? null : new Date(record.getBegan());
    }

    /** Empty while it runs. */
    public String getDuration() {
        return Texts.time(record.getDurationMillis());
    }

    /** The commit's first digits. */
    public String getShortCommit() {
        String commit = record.getCommit();
        return commit.length() > SHORT_COMMIT ? commit.substring(0, SHORT_COMMIT) : commit;
    }
}
