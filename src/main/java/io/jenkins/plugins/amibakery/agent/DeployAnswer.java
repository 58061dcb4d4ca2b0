package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.Limits;
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
    private static final int MOST = 2_000;

    private static final int MOST_LINES = 2_000;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public DeployAnswer {
        Limits.number("the stacks that an agent names", stacks.size(), MOST);
        Limits.number("the failures that an agent names", failures.size(), MOST);
        Limits.texts("the locks that an agent names", released, MOST_LINES, Limits.TEXT);
        Limits.texts("the locks that an agent names", locksLeft, MOST_LINES, Limits.TEXT);
        Limits.texts("the modules that an agent names", unread, MOST_LINES, Limits.PATH);
        Limits.texts("the notes of a deployment", notes, MOST_LINES, Limits.TEXT);
    }

    /** @throws IllegalArgumentException when it cannot be an honest answer */
    public DeployAnswer checked() {
        return new DeployAnswer(stacks, failures, released, locksLeft, unread, notes, plan);
    }
}
