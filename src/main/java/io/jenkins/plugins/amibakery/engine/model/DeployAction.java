package io.jenkins.plugins.amibakery.engine.model;

import java.util.Locale;

/** What Runway is asked to do. */
public enum DeployAction {
    /** Makes what CFNgin itself needs, such as its bucket. */
    INIT,
    /** Shows what a deployment would change, and changes nothing. */
    PLAN,
    /** Creates or updates stacks. */
    DEPLOY,
    /** Deletes stacks, in reverse order. */
    DESTROY;

    /** Runway's own word for it, such as {@code deploy}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
