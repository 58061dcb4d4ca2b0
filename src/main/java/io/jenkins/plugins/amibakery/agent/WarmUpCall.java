package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.File;
import java.util.ArrayList;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/**
 * Loads on the agent, while packer works, what {@link FinishCall} will need: on an agent that is new, the classes of the AWS
 * SDK have to come from the controller first. Sends nothing to AWS.
 */
public final class WarmUpCall extends MasterToSlaveFileCallable<Void> {
    private static final long serialVersionUID = 1L;

    private final RemoteIdentity identity;
    private final String endpoint;
    private final ArrayList<String> regions;

    /** @param endpoint another EC2 endpoint; null for AWS's own */
    public WarmUpCall(RemoteIdentity identity, String endpoint, ArrayList<String> regions) {
        this.identity = identity;
        this.endpoint = endpoint;
        this.regions = regions;
    }

    @Override
    public Void invoke(File workspace, VirtualChannel channel) throws InterruptedException {
        try (Cloud cloud = new AwsCloud(identity.access(Optional.ofNullable(endpoint)))) {
            for (String code : regions) {
                cloud.warmUp(new Region(code)).join();
            }
        }
        return null;
    }
}
