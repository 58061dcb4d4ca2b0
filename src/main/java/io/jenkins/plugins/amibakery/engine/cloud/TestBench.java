package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Instances that are launched to be tested: one a test, in a network without ways out. Safe for several threads; every call can be
 * repeated without harm, also by another process that only knows the test's id.
 *
 * <p>Each method throws {@link io.jenkins.plugins.amibakery.engine.model.BakeFailedException} with one clear line when the cloud
 * refuses or cannot be reached.
 */
public interface TestBench {
    /**
     * What is to be launched.
     *
     * @param testId the test's id: good as a tag and as a name
     * @param subnet id of a subnet without ways out; empty for a network made for this test alone
     * @param userData as the instance reads it
     */
    record Launch(Region region, String testId, AmiId ami, String instanceType, String subnet, String userData) {}

    /**
     * An instance that was launched for a test.
     *
     * @param type its instance type
     * @param age how long ago it was launched
     */
    record Launched(String id, String type, Duration age) {}

    /** Looks at a console. */
    @FunctionalInterface
    interface Watcher {
        /**
         * @param console the last of what the instance has written to it; may be anything
         * @param sinceLaunch how long ago it was launched
         * @return whether that is enough
         */
        boolean hasSeen(String console, Duration sinceLaunch);
    }

    /**
     * What an instance asked its network for, whether it got an answer or not, counted outside of it.
     *
     * @param names questions for names
     * @param connections attempts to connect by TCP
     */
    record Asked(long names, long connections) {}

    /**
     * A way out of a subnet, such as {@code 0.0.0.0/0 by igw-0123}; empty when its route table has none.
     *
     * @throws IllegalArgumentException with one line when there is no such subnet
     */
    Optional<String> wayOut(Region region, String subnet);

    /** Launches the test's instance, or finds the one that an interrupted attempt launched. */
    Launched launch(Launch launch) throws InterruptedException;

    /**
     * Looks at the console again and again until the watcher has seen enough, or the instance has ended, or it is too late.
     *
     * @param longest how long after the launch it is too late
     * @return whether the instance still runs
     */
    boolean watch(Region region, Launched instance, Duration longest, Watcher watcher) throws InterruptedException;

    /** What the instance asked its network for; empty where nobody counts, as in AWS. */
    Optional<Asked> asked(Region region, Launched instance);

    /**
     * Ends the test's instances, of all attempts, and removes what was made for them.
     *
     * @return all that was found, and whether it is gone
     */
    List<Leftover> end(Region region, String testId, Duration timeout) throws InterruptedException;
}
