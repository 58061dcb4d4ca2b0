package io.jenkins.plugins.amibakery.results.record;

/** The words that are saved for how far a task is; those for its end are the reports' own. */
public final class Status {
    public static final String RUNNING = "running";
    public static final String SUCCESS = "success";
    public static final String FAILURE = "failure";
    public static final String CANCELLED = "cancelled";

    private Status() {}
}
