package io.jenkins.plugins.amibakery.steps;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.config.IdenticalBakes;
import io.jenkins.plugins.amibakery.steps.work.RunningWork;
import io.jenkins.plugins.amibakery.steps.work.RunningWorks;

/** The bakes that others wait for, those among them that ran when the controller ended. */
final class RestoredBakes {
    private static boolean restored;

    private RestoredBakes() {}

    static synchronized IdenticalBakes all() {
        if (!restored) {
            restored = true;
            RunningWorks.get().all().forEach(RestoredBakes::restore);
        }
        return IdenticalBakes.all();
    }

    private static void restore(RunningWork work) {
        if (work.order() instanceof BakeParameters parameters
                && work.state() instanceof BakeState state
                && parameters.reuse
                && !state.key.isEmpty()
                && !state.stopping()) {
            Run<?, ?> run = work.build();
            String who = run == null ? "a build that is gone" : run.getParent().getFullName() + " #" + run.getNumber();
            IdenticalBakes.all().enter(state.key, new IdenticalBakes.Baker(state.id(), who));
        }
    }
}
