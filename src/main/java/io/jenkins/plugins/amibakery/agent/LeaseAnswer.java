package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;

/**
 * Whose a program is.
 *
 * @param standing how its lease stands
 * @param name who has it, for people; empty when nobody else has
 * @param sameHome whether who has it lives in the same JENKINS_HOME, as this controller's own process before its restart did
 * @param renewed when it was renewed last, in milliseconds of the agent's clock; 0 when nobody has it
 */
public record LeaseAnswer(Standing standing, String name, boolean sameHome, long renewed) implements Serializable {
    private static final int LONGEST = 1_000;

    /** How a lease stands. */
    public enum Standing {
        /** It is ours, and was renewed. */
        OURS,
        /** Another has it, and it is fresh. */
        ANOTHERS,
        /** There is no control directory. */
        NOTHING,
        /** The control directory was copied from elsewhere, so what it steers is not here. */
        COPIED,
        /** Nobody has it, and we must not take it. */
        FREE
    }

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public LeaseAnswer {
        Limits.text("the name of a controller", name, LONGEST);
    }
}
