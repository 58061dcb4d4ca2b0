package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Systems Manager: scripts that run inside of instances, and who was let in by it. */
public interface Commands {
    /** The longest part of what a script prints that comes back, in characters. */
    int LONGEST = 2_500;

    /**
     * What became of a script on one instance.
     *
     * @param problem why nothing can be said, a sentence without a full stop; empty when it ran to its end with 0
     * @param output what it printed, as the instance says; hostile
     */
    record Said(String problem, String output) {}

    /**
     * Runs a script of a POSIX shell as root on instances, fifty a call, and waits for all of them.
     *
     * @param limit how long to wait; who has not answered then has a problem
     * @return by instance; none is missing
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when Systems Manager refuses or does not answer
     */
    Map<String, Said> run(Region region, Collection<String> instances, String script, Duration limit)
            throws InterruptedException;

    /**
     * Waits until Systems Manager manages instances, and no longer than the limit.
     *
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when Systems Manager refuses or does not answer
     */
    void awaitManaged(Region region, Collection<String> instances, Duration limit) throws InterruptedException;

    /**
     * The instances of a region with a session of Session Manager, now or in the 30 days for which AWS keeps them.
     *
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when Systems Manager refuses or does not answer
     */
    Set<String> sessions(Region region);
}
