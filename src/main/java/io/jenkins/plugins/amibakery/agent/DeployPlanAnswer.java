package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.TreeMap;

/**
 * What an agent says of a deployment before it begins. Never saved: the environment may hold secrets.
 *
 * @param refusal why it cannot begin, in one clear line; null when it can
 * @param directory where Runway runs, absolute
 * @param words Runway's command
 * @param shown the same for people
 * @param environment what to set for it
 * @param things what it works on, in words that are equal for equal things, whichever agent says them
 * @param unread modules whose outcome is not read
 */
public record DeployPlanAnswer(
        String refusal,
        String directory,
        ArrayList<String> words,
        String shown,
        TreeMap<String, String> environment,
        ArrayList<String> things,
        ArrayList<String> unread)
        implements Serializable {
    private static final int MOST = 10_000;

    /** Linux takes no longer word. */
    private static final int LONGEST = 1 << 17;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public DeployPlanAnswer {
        Limits.text("the reason of a refusal", refusal, Limits.TEXT);
        Limits.text("a directory", directory, Limits.PATH);
        Limits.texts("the words of a command", words, MOST, LONGEST);
        Limits.text("a command", shown, LONGEST);
        Limits.texts("the variables of a command", environment, MOST, LONGEST);
        Limits.texts("the things that a deployment works on", things, MOST, Limits.PATH);
        Limits.texts("the modules of a deployment", unread, MOST, Limits.PATH);
    }

    static DeployPlanAnswer refused(String why) {
        return new DeployPlanAnswer(
                why, "", new ArrayList<>(), "", new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Gives no secret away. */
    @Override
    public String toString() {
        return refusal == null ? shown : refusal;
    }
}
