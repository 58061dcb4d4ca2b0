package io.jenkins.plugins.amibakery.steps.task;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Saves as far as it can be done, and says once when it cannot, and once when it can again. Not for several threads. */
final class Unsaved {
    private static final Logger LOG = Logger.getLogger(Unsaved.class.getName());

    private boolean told;

    void tried(BuildContext site) throws InterruptedException {
        try {
            site.keep();
            if (told) {
                told = false;
                site.say("Jenkins can save it again.");
            }
        } catch (UnsavedException e) {
            if (!told) {
                told = true;
                LOG.log(Level.WARNING, e, () -> "Goes on unsaved");
                site.say(e.getMessage() + ". It continues and will be saved once Jenkins can.");
            }
        }
    }
}
