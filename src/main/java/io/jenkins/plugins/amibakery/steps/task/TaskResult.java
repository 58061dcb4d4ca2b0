package io.jenkins.plugins.amibakery.steps.task;

import java.io.Serializable;

/**
 * How work ended, saved until its build has taken note. Plain values.
 *
 * <p>Not a record, as it is saved.
 */
public final class TaskResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Serializable result;
    private final String failure;
    private final boolean cancelled;

    private TaskResult(Serializable result, String failure, boolean cancelled) {
        this.result = result;
        this.failure = failure;
        this.cancelled = cancelled;
    }

    /** It is done. */
    public static TaskResult success(Serializable result) {
        return new TaskResult(result, null, false);
    }

    /**
     * It is not.
     *
     * @param failure why, in one line
     * @param cancelled whether it was stopped on request
     */
    public static TaskResult failure(String failure, boolean cancelled) {
        return new TaskResult(null, failure, cancelled);
    }

    /** What a Jenkinsfile is given: maps, lists and texts. */
    public Serializable result() {
        return result;
    }

    /** Why it is no success, in one line; null when it is one. */
    public String failure() {
        return failure;
    }

    /** Whether it was stopped on request. */
    public boolean isCancelled() {
        return cancelled;
    }
}
