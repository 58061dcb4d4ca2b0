package io.jenkins.plugins.amibakery.agent;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * What came of a deployment, as its agent found.
 *
 * @param stacks every stack that was touched, in order
 * @param failures why it is no success; empty when it is one
 * @param released CFNgin's locks that it had left and that are released now, a line each
 * @param locksLeft those that could not be released, a line each with the command that does it
 * @param unread modules whose outcome is not read
 * @param notes what could not be found out, a line each
 * @param plan what was planned; null when nothing was
 */
public record DeployAnswer(
        ArrayList<RemoteStack> stacks,
        ArrayList<RemoteDeployFailure> failures,
        ArrayList<String> released,
        ArrayList<String> locksLeft,
        ArrayList<String> unread,
        ArrayList<String> notes,
        RemotePlan plan)
        implements Serializable {
    /** No deployment has so much of anything; an answer with more is no honest one. */
    private static final int MOST = 10_000;

    /** @throws IllegalArgumentException when it cannot be an honest answer */
    public DeployAnswer checked() {
        int most = Math.max(
                Math.max(stacks.size(), failures.size()),
                Math.max(Math.max(released.size(), locksLeft.size()), Math.max(unread.size(), notes.size())));
        if (most > MOST) {
            throw new IllegalArgumentException("The agent names more than " + MOST + " things; that cannot be.");
        }
        return this;
    }
}
