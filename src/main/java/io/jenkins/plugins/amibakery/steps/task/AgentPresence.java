package io.jenkins.plugins.amibakery.steps.task;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says, in the build's log and to its page, when the agent of a task cannot be reached and when it is back; each once. For one thread. */
final class AgentPresence {
    private static final Logger LOG = Logger.getLogger(AgentPresence.class.getName());

    private final BuildContext site;
    private final Consumer<String> page;
    private boolean away;

    /** @param page gets the node's name when it is away, and an empty text when it is back */
    AgentPresence(BuildContext site, Consumer<String> page) {
        this.site = site;
        this.page = page;
    }

    /** @param program what may still be running there, for people */
    void away(String node, String program, IOException why) throws InterruptedException {
        if (!away) {
            away = true;
            page.accept(node);
            LOG.log(Level.FINE, why, () -> "Agent " + node + " is away");
            site.say("Agent '" + node + "' is offline; " + program
                    + " may still be running there. Waiting for it to reconnect.");
        }
    }

    void back(String node) throws InterruptedException {
        if (away) {
            away = false;
            site.say("Agent '" + node + "' is back.");
            page.accept("");
        }
    }
}
