package io.jenkins.plugins.amibakery.schedule;

import hudson.Extension;
import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.history.RebakePlan;
import java.util.Calendar;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The trigger and the buttons, for the pages of AMIs. */
@Extension
@Restricted(NoExternalUse.class)
public final class RebakePlans extends RebakePlan {
    @Override
    public Long next(Job<?, ?> job) {
        RebakeTrigger trigger = RebakeTrigger.of(job);
        Calendar next = trigger == null || !job.isBuildable() ? null : trigger.next();
        return next == null ? null : next.getTimeInMillis();
    }

    @Override
    public String note(Job<?, ?> job) {
        String stopped = RebakeAction.stopped(job);
        return stopped == null ? RebakeAction.blind(job) : stopped;
    }

    @Override
    public Long blindSince(Job<?, ?> job) {
        if (RebakeTrigger.of(job) == null) {
            return null;
        }
        RebakeMemory memory = RebakeMemory.of(job);
        return memory.blindLooks() == 0 ? null : memory.lastSeeing();
    }

    /** Whether who looks gets the buttons. */
    public boolean hasButtons(Job<?, ?> job) {
        return RebakeAction.mayBake(job);
    }
}
