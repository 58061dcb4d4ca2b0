package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.LockRelease;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/**
 * The last thing before Runway is started: makes the control directory and, for whoever asked for that, releases the locks that a
 * killed run has left. Called on the workspace; may be repeated.
 */
public final class DeployReadyCall extends MasterToSlaveFileCallable<ArrayList<String>> {
    private static final long serialVersionUID = 1L;

    private final DeployScope scope;
    private final String endpoint;
    private final RemoteIdentity identity;
    private final String controlDirectory;
    private final boolean releaseLocks;

    /** @param controlDirectory where {@link ControlFiles} go, absolute */
    public DeployReadyCall(
            DeployScope scope,
            String endpoint,
            RemoteIdentity identity,
            String controlDirectory,
            boolean releaseLocks) {
        this.scope = scope;
        this.endpoint = endpoint;
        this.identity = identity;
        this.controlDirectory = controlDirectory;
        this.releaseLocks = releaseLocks;
    }

    /** @return the locks that were released, a line each */
    @Override
    public ArrayList<String> invoke(File workspace, VirtualChannel channel) throws IOException {
        ArrayList<String> released = new ArrayList<>();
        if (releaseLocks) {
            try (Cloud cloud =
                    new AwsCloud(identity.access(Optional.of(endpoint).filter(url -> !url.isEmpty())))) {
                LockRelease.releaseAll(cloud.locks(), scope)
                        .forEach(lock ->
                                released.add("s3://" + lock.bucket() + "/" + lock.key() + " (" + lock.code() + ")"));
            }
        }
        ControlFiles.make(controlDirectory);
        return released;
    }
}
