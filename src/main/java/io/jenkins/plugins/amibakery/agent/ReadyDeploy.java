package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.GraphLockRelease;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import java.io.IOException;
import java.util.List;

/**
 * The last thing before Runway is started: makes the control directory and, for anyone who asked for that, releases the locks that a
 * killed run has left. Gives the locks that were released.
 *
 * @param scope what the deployment works on
 * @param control where {@link ControlFiles} go, absolute
 * @param releaseLocks whether locks are to be released
 */
public record ReadyDeploy(DeployScope scope, String control, boolean releaseLocks)
        implements UseCase<DeployReport.Locks> {
    @Override
    public DeployReport.Locks run(Workplace place, Cloud cloud) throws IOException {
        List<GraphLock> released = releaseLocks ? GraphLockRelease.releaseAll(cloud.locks(), scope) : List.of();
        ControlFiles.make(control);
        return new DeployReport.Locks(released, List.of());
    }
}
