package io.jenkins.plugins.amibakery.engine.adopt;

/** How far a template takes part. */
public enum Step {
    /** Its image's packages and their repositories are recorded. */
    MANIFEST,
    /** The same, and a lock pins base AMI and packages. */
    LOCK
}
