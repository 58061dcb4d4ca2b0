package org.jenkinsci.plugins.workflow.steps;

/** Runs the block that a step was given. */
public abstract class BodyInvoker {
    public BodyInvoker() {}
}
