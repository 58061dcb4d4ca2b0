package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.Limits;
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
    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public FinishAnswer {
        number(amis.size());
        number(failures.size());
        number(leftovers.size());
        Limits.texts("the notes of a bake", notes, MOST_NOTES, Limits.TEXT);
    }

    /** No bake has so much of anything; an answer with more is no honest one. */
    private static final int MOST = 10_000;

    private static final int MOST_NOTES = 500;

    private static void number(int given) {
        Limits.number("the things of one kind that an agent names", given, MOST);
    }

    /** @throws IllegalArgumentException when it cannot be an honest answer */
    public FinishAnswer checked() {
        return new FinishAnswer(amis, failures, leftovers, notes, packages);
    }
}
