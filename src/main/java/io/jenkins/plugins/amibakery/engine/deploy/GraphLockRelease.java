package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.cloud.GraphLocks;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The use case "release the locks of a run that was killed", for anyone who says that no other run is under way. */
public final class GraphLockRelease {
    private GraphLockRelease() {}

    /**
     * Releases each lock that somebody holds on what is selected.
     *
     * @return the locks that were released, with their codes
     * @throws io.jenkins.plugins.amibakery.engine.model.DeployFailedException when the cloud does not answer
     */
    public static List<GraphLock> releaseAll(GraphLocks locks, DeployScope scope) {
        List<GraphLock> released = new ArrayList<>();
        for (GraphLock where : scope.locks()) {
            Optional<GraphLock> held = locks.holder(where);
            if (held.isPresent() && locks.release(held.get())) {
                released.add(held.get());
            }
        }
        return released;
    }
}
