package io.jenkins.plugins.amibakery.schedule;

import hudson.Extension;
import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Notes which build a look started, and counts those that failed, so that the trigger stops when it is of no use; any build that ends
 * well lets it go on.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class RebakeOutcomes extends RunListener<Run<?, ?>> {
    private static final Logger LOG = Logger.getLogger(RebakeOutcomes.class.getName());

    @Override
    public void onStarted(Run<?, ?> run, TaskListener listener) {
        for (Cause cause : run.getCauses()) {
            if (cause instanceof RebakeCause rebake) {
                try {
                    RebakeMemory.of(run.getParent()).started(rebake.look(), run.getNumber());
                } catch (IOException e) {
                    LOG.log(Level.WARNING, e, () -> "What started " + run.getFullDisplayName() + " was not remembered");
                }
            }
        }
    }

    @Override
    public void onCompleted(Run<?, ?> run, TaskListener listener) {
        Job<?, ?> job = run.getParent();
        if (RebakeTrigger.of(job) == null || run.getResult() == null) {
            return;
        }
        try {
            if (!run.getResult().isWorseThan(Result.UNSTABLE)) {
                RebakeMemory.of(job).good();
            } else if (run.getResult() == Result.FAILURE && isOfTheTrigger(run)) {
                RebakeMemory.of(job).failed();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "How " + run.getFullDisplayName() + " ended was not remembered");
        }
    }

    private static boolean isOfTheTrigger(Run<?, ?> run) {
        return run.getCauses().stream().anyMatch(RebakeCause.class::isInstance);
    }
}
