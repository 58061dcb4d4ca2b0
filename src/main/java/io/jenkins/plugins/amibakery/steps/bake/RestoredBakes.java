package io.jenkins.plugins.amibakery.steps.bake;

import io.jenkins.plugins.amibakery.steps.task.RegisteredTask;
import io.jenkins.plugins.amibakery.steps.task.TaskRegistry;

/** The bakes that others wait for, those among them that ran when the controller ended. */
final class RestoredBakes {
    private static boolean restored;

    private RestoredBakes() {}

    static synchronized IdenticalBakes all() {
        if (!restored) {
            restored = true;
            TaskRegistry.get().all().forEach(RestoredBakes::restore);
        }
        return IdenticalBakes.all();
    }

    private static void restore(RegisteredTask work) {
        if (work.order() instanceof BakeParameters parameters
                && work.state() instanceof BakeState state
                && parameters.reuse
                && !state.key.isEmpty()
                && !state.stopping()) {
            IdenticalBakes.all().enter(state.claim == null ? state.key : state.claim, state.id());
        }
    }
}
