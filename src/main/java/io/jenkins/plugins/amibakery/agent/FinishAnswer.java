package io.jenkins.plugins.amibakery.agent;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * What came of a bake, as its agent found.
 *
 * @param amis every AMI that exists and stays
 * @param failures why it is no success; empty when it is one
 * @param leftovers what was left and what became of it
 * @param notes further lines to say
 * @param packages what the images hold
 */
public record FinishAnswer(
        ArrayList<RemoteAmi> amis,
        ArrayList<RemoteFailure> failures,
        ArrayList<RemoteLeftover> leftovers,
        ArrayList<String> notes,
        RemotePackages packages)
        implements Serializable {
    /** No bake has so much of anything; an answer with more is no honest one. */
    private static final int MOST = 10_000;

    /** @throws IllegalArgumentException when it cannot be an honest answer */
    public FinishAnswer checked() {
        if (amis.size() > MOST || failures.size() > MOST || leftovers.size() > MOST || notes.size() > MOST) {
            throw new IllegalArgumentException("The agent names more than " + MOST + " things; that cannot be.");
        }
        return this;
    }
}
