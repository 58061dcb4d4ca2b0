package io.jenkins.plugins.amibakery.engine.model;

import java.util.Collection;

/** How a bake ended. */
public enum BakeOutcome {
    /** Every packer build made its AMIs, and they are available. */
    SUCCESS,
    /** Something failed; AMIs of the builds that went well are still reported. */
    FAILURE,
    /** It was stopped on request. */
    CANCELLED;

    /** How a bake ended that failed in this. */
    public static BakeOutcome of(Collection<Failure> failures) {
        boolean cancelled = failures.stream().anyMatch(failure -> failure.cause() == FailureCause.CANCELLED);
        return failures.isEmpty() ? SUCCESS : cancelled ? CANCELLED : FAILURE;
    }
}
