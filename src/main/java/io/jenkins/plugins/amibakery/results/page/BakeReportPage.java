package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.results.history.BakeRow;
import io.jenkins.plugins.amibakery.results.record.KeyPartRecord;
import io.jenkins.plugins.amibakery.results.record.PackageChange;
import io.jenkins.plugins.amibakery.results.record.PackageLine;
import io.jenkins.plugins.amibakery.results.record.PackageRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One bake of a job's history, with its long lists and what differs from the bake of its recipe before it, on a page of its own. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class BakeReportPage extends HistoryPage {
    private final BakeEntry entry;
    private final BakeHistory history;

    BakeReportPage(Job<?, ?> job, BakeEntry entry) {
        super(job, entry);
        this.entry = entry;
        history = BakeHistory.of(job);
    }

    /** From Jenkins' own address on. */
    static String address(Job<?, ?> job, String bakeId) {
        return job.getUrl() + JobAmisAction.URL + "/" + JobAmisAction.BAKE + "/" + bakeId + "/";
    }

    @Override
    public String getDisplayName() {
        return entry.getBakeId();
    }

    @Exported(inline = true)
    public BakeEntry getBake() {
        return entry;
    }

    /** What is newer than its AMIs; null when it made none. */
    public NewerPackagesView getNewer() {
        return entry.getAmis().isEmpty() ? null : NewerPackagesView.ofAmis(entry.getPackageLook(), entry.getOrigin());
    }

    /** What was newer than the AMIs found for reuse, if it baked nevertheless; null for nothing. */
    public NewerPackagesView getNewerBefore() {
        return entry.getOrigin().isReused() ? null : NewerPackagesView.ofDecision(entry.getOrigin());
    }

    /** Lines for its template, by which the packages of the next image are known. */
    public String getManifestLines() {
        return ManifestLines.of(entry.getTemplate());
    }

    /** The bake of the recipe before this one that ended well; null when there is none. */
    @Exported
    public String getPrevious() {
        return history.before(entry).map(BakeRow::getBakeId).orElse(null);
    }

    /** The id of the bake whose packages are compared; null when they cannot be. */
    @Exported
    public String getPackagesSince() {
        PackageChange change = entry.getPackageChange();
        return change == null ? null : change.getSince();
    }

    /** What differs from the packages of {@link #getPackagesSince}; empty when they are the same or cannot be compared. */
    @Exported(inline = true)
    public List<PackageLine> getPackageLines() {
        if (getPackagesSince() == null) {
            return List.of();
        }
        Map<String, String> older = history.details(getPackagesSince()).packages();
        return older.isEmpty()
                ? List.of()
                : DifferenceView.first(PackageLine.between(
                        older, history.details(entry.getBakeId()).packages()));
    }

    /** Whether the packages were compared once, but those of the other bake are kept no longer. */
    public boolean isPackagesGone() {
        return getPackagesSince() != null
                && history.details(getPackagesSince()).packages().isEmpty();
    }

    /** The image's packages by name; empty when they are not known. */
    @Exported(inline = true)
    public List<PackageRecord> getPackages() {
        return packages(history, entry.getBakeId());
    }

    static List<PackageRecord> packages(BakeHistory history, String bakeId) {
        return DifferenceView.first(history.details(bakeId).packages().entrySet().stream()
                .map(one -> new PackageRecord(one.getKey(), one.getValue()))
                .toList());
    }

    /** The parts of its key; empty when they are not known. */
    @Exported(inline = true)
    public List<KeyPartRecord> getKeyParts() {
        return DifferenceView.first(history.details(entry.getBakeId()).keyParts());
    }

    /** What differs from the key of the bake before, a line each; null when they cannot be compared. */
    @Exported
    public List<String> getKeyChanges() {
        Optional<BakeKey> key = history.key(entry.getBakeId());
        Optional<BakeKey> before = Optional.ofNullable(getPrevious()).flatMap(history::key);
        return key.isEmpty() || before.isEmpty()
                ? null
                : DifferenceView.first(key.get().since(before.get()).stream()
                        .map(KeyChange::line)
                        .toList());
    }
}
