package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.DeployFinish;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import java.io.File;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/**
 * Asks which image the stacks name before a deployment replaces it, while Runway is being started; and so loads on an agent that
 * is new what {@link DeployFinishCall} will need. Called on the workspace; answers an empty text when nobody knows.
 */
public final class ImageBeforeCall extends MasterToSlaveFileCallable<String> {
    private static final long serialVersionUID = 1L;

    private final DeployScope scope;
    private final String endpoint;
    private final RemoteIdentity identity;

    public ImageBeforeCall(DeployScope scope, String endpoint, RemoteIdentity identity) {
        this.scope = scope;
        this.endpoint = endpoint;
        this.identity = identity;
    }

    @Override
    public String invoke(File workspace, VirtualChannel channel) {
        try {
            AwsAccess access = identity.access(Optional.of(endpoint).filter(url -> !url.isEmpty()));
            try (Cloud cloud = new AwsCloud(access)) {
                return DeployFinish.amiNow(cloud.stacks(), scope)
                        .map(AmiId::value)
                        .orElse("");
            }
        } catch (BakeFailedException | DeployFailedException | IllegalArgumentException e) {
            // Whatever is wrong is told by Runway, or at the end.
            return "";
        }
    }
}
