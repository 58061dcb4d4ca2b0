package io.jenkins.plugins.amibakery.steps.work;

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
}
