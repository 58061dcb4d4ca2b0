package io.jenkins.plugins.amibakery.engine.model;

/** How a run of Runway ended. */
public enum DeployOutcome {
    /** Everything that was asked for is done. */
    SUCCESS,
    /** Something failed; what went well before it stays done. */
    FAILURE,
    /** It was stopped on request; CloudFormation finishes what it had begun. */
    CANCELLED
}
