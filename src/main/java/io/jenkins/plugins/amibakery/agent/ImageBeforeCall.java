package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.DeployFinish;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import java.io.File;
import jenkins.MasterToSlaveFileCallable;

/**
 * Asks which image the stacks name before a deployment replaces it, while Runway is being started; and so loads on an agent that
 * is new what {@link DeployFinishCall} will need. Called on the workspace; answers an empty text when nobody knows.
 */
public final class ImageBeforeCall extends MasterToSlaveFileCallable<String> {
    private static final long serialVersionUID = 1L;

    private final RemoteDeploy deploy;
    private final RemoteIdentity identity;

    public ImageBeforeCall(RemoteDeploy deploy, RemoteIdentity identity) {
        this.deploy = deploy;
        this.identity = identity;
    }

    @Override
    public String invoke(File workspace, VirtualChannel channel) {
        try {
            Selected wanted = Selected.of(deploy, identity, workspace.toPath());
            AwsAccess access = identity.access(wanted.request().endpoint());
            try (Cloud cloud = new AwsCloud(access)) {
                return DeployFinish.amiNow(cloud.stacks(), wanted.selection())
                        .map(AmiId::value)
                        .orElse("");
            }
        } catch (BakeFailedException | DeployFailedException | IllegalArgumentException e) {
            // Whatever is wrong is told by Runway, or at the end.
            return "";
        }
    }
}
