package io.jenkins.plugins.amibakery.results.history;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.results.record.PackageLook;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The bake that an AMI is of, in the job that remembers it.
 *
 * @param job whoever asked may see it
 * @param bake the one that made the AMI; one that reused it when no other is known
 */
@Restricted(NoExternalUse.class)
public record AmiBake(Job<?, ?> job, BakeEntry bake) {
    /**
     * Looks for an AMI in the histories of all jobs that the user who asks may see: of those that made it first.
     *
     * @param amiId may be anything
     */
    public static Optional<AmiBake> of(String amiId) {
        if (!AmiId.isAmiId(amiId)) {
            return Optional.empty();
        }
        List<AmiBake> found = jobs().flatMap(job -> of(amiId, job).stream()).toList();
        return found.stream()
                .filter(one -> !one.bake().getOrigin().isReused())
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    /** The same in the history of one job alone. */
    public static Optional<AmiBake> of(String amiId, Job<?, ?> job) {
        return BakeHistory.of(job).bakeOf(amiId).map(bake -> new AmiBake(job, bake));
    }

    /** What repositories had in newer versions than an AMI of a job, when anybody last looked; nothing when nobody did. */
    public static Optional<PackageLook> packageLook(String amiId, Job<?, ?> job) {
        return packageLook(amiId, BakeHistory.of(job));
    }

    static Optional<PackageLook> packageLook(String amiId, BakeHistory history) {
        return history.rows().stream()
                .filter(row -> row.has(amiId) && row.getPackagesAsked() > 0)
                .max(Comparator.comparingLong(BakeRow::getPackagesAsked))
                .flatMap(row -> history.find(row.getBakeId()))
                .map(BakeEntry::getPackageLook);
    }

    /** What differs in this image from an older one. */
    public AmiDifference since(AmiBake older) {
        return AmiDifference.between(BakeHistory.of(older.job), older.bake, BakeHistory.of(job), bake);
    }

    /** All jobs that the user who asks may see. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static Stream<Job<?, ?>> jobs() {
        Iterable<Job<?, ?>> all = (Iterable) Jenkins.get().allItems(Job.class);
        return StreamSupport.stream(all.spliterator(), false);
    }
}
