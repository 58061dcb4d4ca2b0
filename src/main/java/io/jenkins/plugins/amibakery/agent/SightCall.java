package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.ownership.Sight;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.File;
import java.util.ArrayList;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/** Looks at one thing of a bake while it is there, as whom packer runs. The answer is one line for each thing seen. */
public final class SightCall extends MasterToSlaveFileCallable<ArrayList<String>> {
    private static final long serialVersionUID = 1L;

    private final RemoteIdentity identity;
    private final String endpoint;
    private final ArrayList<String> regions;
    private final Sight.Due due;

    /**
     * @param endpoint another EC2 endpoint; null for AWS's own
     * @param regions codes of the regions where it may be
     */
    public SightCall(RemoteIdentity identity, String endpoint, ArrayList<String> regions, Sight.Due due) {
        this.identity = identity;
        this.endpoint = endpoint;
        this.regions = regions;
        this.due = due;
    }

    @Override
    public ArrayList<String> invoke(File workspace, VirtualChannel channel) {
        try (Cloud cloud = new AwsCloud(identity.access(Optional.ofNullable(endpoint)))) {
            return new ArrayList<>(cloud.sight()
                    .look(due, regions.stream().map(Region::new).toList())
                    .lines());
        }
    }
}
