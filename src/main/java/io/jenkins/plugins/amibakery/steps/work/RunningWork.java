package io.jenkins.plugins.amibakery.steps.work;

import hudson.model.Run;

/** Work as the controller remembers it beyond its build: enough to stop its program and to clean up. Saved; holds no secret. */
public final class RunningWork {
    /** The build, as {@code Run.fromExternalizableId} finds it. */
    final String run;

    final WorkOrder order;

    final WorkState state;

    RunningWork(String run, WorkOrder order, WorkState state) {
        this.run = run;
        this.order = order;
        this.state = state;
    }

    public WorkState state() {
        return state;
    }

    public WorkOrder order() {
        return order;
    }

    /** The build; null when it was deleted. */
    public Run<?, ?> build() {
        return Run.fromExternalizableId(run);
    }
}
