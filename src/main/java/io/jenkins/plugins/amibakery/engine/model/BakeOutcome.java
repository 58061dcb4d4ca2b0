package io.jenkins.plugins.amibakery.engine.model;

/** How a bake ended. */
public enum BakeOutcome {
    /** Every packer build made its AMIs, and they are available. */
    SUCCESS,
    /** Something failed; AMIs of the builds that went well are still reported. */
    FAILURE,
    /** It was stopped on request. */
    CANCELLED
}
