package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.steps.task.RegisteredTask;
import io.jenkins.plugins.amibakery.steps.task.TaskRegistry;

/** The claims of deployments that ran when the controller ended: they hold before anybody else is asked in. */
final class RestoredClaims {
    private static boolean restored;

    private RestoredClaims() {}

    /** The controller's locks, those of former deployments among them. */
    static synchronized DeploymentQueue locks() {
        if (!restored) {
            restored = true;
            TaskRegistry.get().all().forEach(RestoredClaims::restore);
        }
        return DeploymentQueue.all();
    }

    private static void restore(RegisteredTask work) {
        if (work.order() instanceof DeployParameters parameters
                && work.state() instanceof DeployState state
                && !state.things.isEmpty()) {
            Run<?, ?> run = work.build();
            String who = run == null ? "a deleted build" : run.getParent().getFullName() + " #" + run.getNumber();
            DeploymentQueue.all().hold(DeployTask.claim(parameters, state, who));
        }
    }
}
