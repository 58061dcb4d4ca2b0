package io.jenkins.plugins.amibakery.results;

import hudson.model.Job;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A bake that some job of this controller remembers.
 *
 * @param job full name of the job
 * @param build the build's number
 */
@Restricted(NoExternalUse.class)
public record KnownBake(String job, int build) {
    /** Looks for a bake by its id: in one job first, then in all that whoever asks may see. Reads no history as a whole. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static Optional<KnownBake> find(String bakeId, Job<?, ?> first) {
        Iterable<Job<?, ?>> all = (Iterable) Jenkins.get().allItems(Job.class);
        Stream<Job<?, ?>> jobs =
                Stream.concat(Stream.<Job<?, ?>>of(first), StreamSupport.stream(all.spliterator(), false));
        return jobs.flatMap(job -> BakeHistory.of(job).find(bakeId).stream()
                        .map(entry -> new KnownBake(job.getFullName(), entry.getBuild())))
                .findFirst();
    }
}
