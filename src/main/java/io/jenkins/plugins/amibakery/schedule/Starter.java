package io.jenkins.plugins.amibakery.schedule;

import hudson.model.Action;
import hudson.model.CauseAction;
import hudson.model.Job;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeDecision;
import io.jenkins.plugins.amibakery.results.record.BakeAnew;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jenkins.model.ParameterizedJobMixIn;

/** Starts jobs that have a reason, one after the other: those of a whole night must not run at once. */
final class Starter {
    private final StartThrottle spread;

    Starter(StartThrottle spread) {
        this.spread = spread;
    }

    /**
     * Starts a job, unless it is under way anyway; says in one line what became of it.
     *
     * @param look when the look was that found the reason
     */
    String start(Job<?, ?> job, RebakeDecision decision, Instant look) {
        if (job.isBuilding() || job.isInQueue()) {
            return Messages.Starter_busy();
        }
        List<Action> actions =
                new ArrayList<>(List.of(new CauseAction(new RebakeCause(decision.why(), look.toEpochMilli()))));
        if (decision.isAnew()) {
            actions.add(new BakeAnew());
        }
        long millis = spread.next(System.currentTimeMillis());
        int seconds = (int) TimeUnit.MILLISECONDS.toSeconds(millis);
        boolean taken = ParameterizedJobMixIn.scheduleBuild2(job, seconds, actions.toArray(new Action[0])) != null;
        if (!taken) {
            return Messages.Starter_refused();
        }
        return seconds == 0 ? Messages.Starter_started() : Messages.Starter_later(seconds);
    }
}
