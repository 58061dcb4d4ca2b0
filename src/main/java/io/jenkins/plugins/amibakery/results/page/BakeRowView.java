package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.record.BakeOrigin;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import io.jenkins.plugins.amibakery.results.record.PackageChange;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.io.File;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A bake of a job's history as a page shows it. */
@Restricted(NoExternalUse.class)
public final class BakeRowView {
    /** A longer one is folded. */
    private static final int LONGEST_REASON = 120;

    private static final int SHORTENED_REASON = 80;

    private final Job<?, ?> job;
    private final BakeEntry entry;

    BakeRowView(Job<?, ?> job, BakeEntry entry) {
        this.job = job;
        this.entry = entry;
    }

    public BakeEntry getEntry() {
        return entry;
    }

    public StatusView getStatus() {
        return StatusView.ofBake(entry.getOutcome(), entry.getOrigin().isReused(), false);
    }

    /** Null when it is not known. */
    public Date getBegan() {
        return Storable.date(entry.getBegan());
    }

    /** Address of the build relative to Jenkins' own; null when the build is gone. Does not load the build. */
    public String getBuildUrl() {
        File build = new File(job.getBuildDir(), Integer.toString(entry.getBuild()));
        return entry.getBuild() > 0 && build.isDirectory() ? job.getUrl() + entry.getBuild() + "/" : null;
    }

    public String getBuildName() {
        return "#" + entry.getBuild();
    }

    /** Address of the bake's own page, from Jenkins' own on. */
    public String getUrl() {
        return BakeReportPage.address(job, entry.getBakeId());
    }

    public List<AmiSightingView> getAmis() {
        return entry.getAmis().stream()
                .map(ami -> new AmiSightingView(ami, entry.getEndpoint(), job))
                .toList();
    }

    public List<BaseView> getBases() {
        long now = System.currentTimeMillis();
        return entry.getOrigin().getBases().stream()
                .map(base -> new BaseView(base, entry.getEndpoint(), now))
                .toList();
    }

    /** Its base AMIs, each once. */
    public List<AmiLink> getBaseAmis() {
        return entry.getOrigin().getBases().stream()
                .map(BaseRecord::getAmiId)
                .filter(id -> !id.isEmpty())
                .distinct()
                .map(id -> AmiLink.to(id, "", entry.getEndpoint()))
                .toList();
    }

    /** Why it ran, and why it baked or reused: a line each. */
    public List<String> getReasons() {
        return Stream.of(entry.getStartedBy(), entry.getOrigin().getReason())
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    /** The beginning of a long reason, under which all of it is folded; null for a short one. */
    public String brief(String reason) {
        return reason.length() <= LONGEST_REASON ? null : Storable.shortened(reason, SHORTENED_REASON);
    }

    /** Which bake's AMIs it reused, in words; null when it baked. Another job is named only to those who may see it. */
    public String getReusedFrom() {
        BakeOrigin origin = entry.getOrigin();
        if (!origin.isReused()) {
            return null;
        }
        String fromJob = origin.getFromJob();
        if (fromJob.isEmpty()) {
            return Messages.Bake_reused();
        }
        return origin.getFromBuild() == 0
                ? Messages.Bake_reusedFrom(origin.getFromBake())
                : Messages.Bake_reusedFromBuild(fromJob, Integer.toString(origin.getFromBuild()));
    }

    /** Empty when it did not say when it ended. */
    public String getDuration() {
        return Storable.time(getDurationMillis());
    }

    /** -1 when it did not say when it ended. */
    public long getDurationMillis() {
        return entry.getDurationMillis();
    }

    /** Empty when it is not known. */
    public String getSizeText() {
        return Storable.size(entry.getSizeGiB());
    }

    /** A dash when no test told it. */
    public String getBootText() {
        return entry.getBootMillis() == 0 ? "–" : Storable.time(entry.getBootMillis());
    }

    public PhaseTable getPhaseTable() {
        return new PhaseTable(entry.getTemplate(), entry.getPhases());
    }

    /** Such as {@code 3 changed, 1 added, 0 removed}; empty when they are not known. */
    public String getPackages() {
        PackageChange change = entry.getPackageChange();
        if (change != null) {
            return DifferenceView.counts(change);
        }
        if (!isPackagesKnown()) {
            return entry.getOrigin().isReused() ? Messages.Packages_reused() : "";
        }
        return Messages.Packages_first(Integer.toString(entry.getPackageCount()));
    }

    public boolean isPackagesKnown() {
        return entry.getPackageCount() > 0;
    }

    /** Whether its AMIs could have told their packages, but did not. */
    public boolean isPackagesMissed() {
        return !isPackagesKnown()
                && !entry.getOrigin().isReused()
                && !entry.getAmis().isEmpty();
    }

    /** For sorting; -1 when it is not known. */
    public int getPackagesChanged() {
        PackageChange change = entry.getPackageChange();
        return change == null ? -1 : change.getAdded() + change.getChanged() + change.getRemoved();
    }

    public String getShortCommit() {
        return Storable.shortCommit(entry.getCommit());
    }
}
