package io.jenkins.plugins.amibakery.results;

import java.util.Collection;

/** The words that are saved for how far a bake or a deployment is. */
final class Status {
    static final String RUNNING = "RUNNING";
    static final String SUCCESS = "SUCCESS";
    static final String FAILURE = "FAILURE";
    static final String CANCELLED = "CANCELLED";

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
