package io.jenkins.plugins.amibakery.results.history;

import hudson.model.Job;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A bake that some job of this controller remembers.
 *
 * @param job full name of the job
 * @param build the build's number; 0 when it is not known
 */
@Restricted(NoExternalUse.class)
public record KnownBake(String job, int build) {
    /** A bake by its id, in the job that made it; its build is 0 when the job remembers it no longer. Reads no history as a whole. */
    public static KnownBake of(String bakeId, Job<?, ?> job) {
        return new KnownBake(
                job.getFullName(),
                BakeHistory.of(job).find(bakeId).map(BakeEntry::getBuild).orElse(0));
    }
}
