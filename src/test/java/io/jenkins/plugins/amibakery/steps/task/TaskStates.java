package io.jenkins.plugins.amibakery.steps.task;

/** Brings a state to where a test begins. */
public final class TaskStates {
    private TaskStates() {}

    /** Its program has ended on an agent. */
    public static void ended(TaskState state, int exitCode) {
        state.node = "agent";
        state.exitCode = exitCode;
        state.stage = TaskState.Stage.FINISH;
    }

    /** An error ends it. */
    public static void failed(TaskState state, String why) {
        state.fail(why, System.currentTimeMillis());
    }
}
