package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import java.util.Optional;

/**
 * The locks of CFNgin in S3, under one identity. Every question throws {@link
 * io.jenkins.plugins.amibakery.engine.model.DeployFailedException} with one clear line when the cloud does not answer it.
 */
public interface GraphLocks extends AutoCloseable {
    /** Who holds the lock of a graph: the lock with its code; empty when nobody does or the graph does not exist. */
    Optional<GraphLock> holder(GraphLock where);

    /**
     * Releases a lock if it is still this very one.
     *
     * @param lock with the code of the run that left it
     * @return whether it is released; false when somebody else holds it by now
     */
    boolean release(GraphLock lock);

    @Override
    void close();
}
