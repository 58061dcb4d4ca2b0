package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/**
 * Writes onto AMIs what the controller has signed of them, as whom packer ran. Called on the workspace; may be repeated. Answers why it
 * could not, in one line; null when it could.
 */
public final class SignCall extends MasterToSlaveFileCallable<String> {
    private static final long serialVersionUID = 1L;

    private final RemoteIdentity identity;
    private final String endpoint;
    private final ArrayList<RemoteAmi> amis;
    private final ArrayList<String> signatures;

    /**
     * @param endpoint another EC2 endpoint than AWS's own; null for none
     * @param amis as the cloud described them
     * @param signatures one for each of them
     */
    public SignCall(RemoteIdentity identity, String endpoint, List<RemoteAmi> amis, List<String> signatures) {
        if (amis.size() != signatures.size()) {
            throw new IllegalArgumentException(signatures.size() + " signatures for " + amis.size() + " AMIs");
        }
        this.identity = identity;
        this.endpoint = endpoint;
        this.amis = new ArrayList<>(amis);
        this.signatures = new ArrayList<>(signatures);
    }

    @Override
    public String invoke(File workspace, VirtualChannel channel) {
        try (Cloud cloud = new AwsCloud(identity.access(Optional.ofNullable(endpoint)))) {
            write(cloud.images());
            return null;
        } catch (BakeFailedException e) {
            return e.failure().lineInJenkins();
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void write(ImageCatalog images) {
        for (int i = 0; i < amis.size(); i++) {
            BakedAmi ami = amis.get(i).baked();
            Map<String, String> tag = Map.of(Tags.SIGNATURE, signatures.get(i));
            ami.described().ifPresent(described -> images.tag(described.region(), List.of(described), tag));
        }
    }
}
