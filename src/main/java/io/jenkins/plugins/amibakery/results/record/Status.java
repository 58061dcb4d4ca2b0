package io.jenkins.plugins.amibakery.results.record;

import java.util.Collection;

/** The words that are saved for how far a bake or a deployment is. */
public final class Status {
    public static final String RUNNING = "RUNNING";
    public static final String SUCCESS = "SUCCESS";
    public static final String FAILURE = "FAILURE";
    public static final String CANCELLED = "CANCELLED";

    private Status() {}

    /**
     * How something ended.
     *
     * @param failures why it is no success; empty for one
     * @param cancelled whether it was stopped on request
     */
    static String ended(Collection<String> failures, boolean cancelled) {
        if (failures.isEmpty()) {
            return SUCCESS;
        }
        return cancelled ? CANCELLED : FAILURE;
    }
}
