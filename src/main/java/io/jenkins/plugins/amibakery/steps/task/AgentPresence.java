package io.jenkins.plugins.amibakery.steps.task;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says in the build's log when the agent of a task cannot be reached and when it is back; each once. For one thread. */
final class AgentPresence {
    private static final Logger LOG = Logger.getLogger(AgentPresence.class.getName());

    private final BuildContext site;
    private boolean away;

    AgentPresence(BuildContext site) {
        this.site = site;
    }

    /**
     * It cannot be reached.
     *
     * @param program what may still be running there, for people
     * @return whether that is news
     */
    boolean away(String node, String program, IOException why) throws InterruptedException {
        if (away) {
            return false;
        }
        away = true;
        LOG.log(Level.FINE, why, () -> "Agent " + node + " is away");
        site.say("Agent '" + node + "' is offline; " + program
                + " may still be running there. Waiting for it to reconnect.");
        return true;
    }

    /** @return whether it was away until now */
    boolean back(String node) throws InterruptedException {
        if (!away) {
            return false;
        }
        away = false;
        site.say("Agent '" + node + "' is back.");
        return true;
    }
}
