package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.ownership.Sight;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that a use case asks of the cloud, under one identity. A port is made when it is first asked for, and nothing is sent before
 * its first question. Safe for several threads. Ports are of no use after {@link #close}.
 */
public interface Cloud extends AutoCloseable {
    /** Images: what is known of them, their tags, and waiting for them. */
    ImageCatalog images();

    /** Base images by the filters of a template. */
    BaseImages bases();

    /** Images by the key of their bake. */
    KeyedImages keyed();

    /** Images of this account with when they were made. */
    OwnImages own();

    /** What a bake may have left, and its removal. */
    LeftoverCatalog leftovers();

    /** What a bake has while it runs. */
    Sight sight();

    /** Instances that serve, and what they were launched from. */
    Fleets fleets();

    /** Whether groups can grow. */
    Capacity capacity();

    /** Scripts inside of instances. */
    Commands commands();

    /** Instances that are launched to be tested. */
    TestBench tests();

    /** The way from this machine to a build instance. */
    CallerNetwork network();

    /** Stacks of CloudFormation. */
    StackCatalog stacks();

    /** Locks of CFNgin. */
    GraphLocks locks();

    /**
     * Why no call can be answered, a sentence without a full stop, asked once and at once: nothing is there where a stand-in for AWS is
     * called. Empty otherwise, and for AWS itself.
     */
    default Optional<String> silence() {
        return Optional.empty();
    }

    /**
     * Sees to it that packer does not ask in vain, which takes it a minute.
     *
     * @throws BakeFailedException {@link FailureCause#UNREACHABLE} when nothing is there to answer
     */
    default void requireAnswer() {
        silence().ifPresent(why -> {
            throw new BakeFailedException(FailureCause.UNREACHABLE, why);
        });
    }

    /** The region that the identity's surroundings name, be it a variable or a profile; empty for none. */
    Optional<Region> region();

    /**
     * What to set over the environment of a program so that it acts as the same identity. Holds secrets.
     *
     * @param region where a role is assumed; where none is known, in the role's own partition
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when the role cannot be assumed
     */
    Map<String, String> programEnvironment(Optional<Region> region);

    /** A question that is being asked. */
    interface Asked {
        /** Waits some seconds for it; empty when nobody tells. */
        String answer() throws InterruptedException;
    }

    /**
     * Begins to find out the account, twelve digits, beside other work.
     *
     * @param region where to ask; empty when nobody knows
     */
    Asked account(Optional<Region> region);

    /**
     * When AWS first answered any call made here, by its own clock, in whole seconds. Asks it if nobody has yet.
     *
     * @return empty when it does not answer
     */
    Optional<Instant> beginning(Region region);

    /**
     * Gets the first calls to a region ready in the background. Sends nothing, and fails without a word.
     *
     * @return the thread that does it, a daemon
     */
    Thread warmUp(Region region);

    @Override
    void close();
}
