package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.Reuse;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import java.io.File;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import jenkins.MasterToSlaveFileCallable;

/** Looks, as whom packer would run, for AMIs that stand for a bake. Called on the workspace; changes nothing. */
public final class ReuseCall extends MasterToSlaveFileCallable<ReuseAnswer> {
    private static final long serialVersionUID = 1L;

    private final RemoteRequest request;
    private final RemoteIdentity identity;
    private final RemoteKey key;
    private final RemoteKey earlier;
    private final RemoteTrust trust;

    /**
     * @param trust whose signatures count
     * @param earlier the key of an earlier bake of the recipe, for telling what changed; null when none is known
     */
    public ReuseCall(
            RemoteRequest request, RemoteIdentity identity, RemoteKey key, RemoteKey earlier, RemoteTrust trust) {
        this.request = request;
        this.identity = identity;
        this.key = key;
        this.earlier = earlier;
        this.trust = trust;
    }

    @Override
    public ReuseAnswer invoke(File workspace, VirtualChannel channel) {
        BakeRequest wanted = request.in(workspace.toPath());
        Optional<BakeKey> known = Optional.ofNullable(earlier).map(RemoteKey::key);
        Function<String, Optional<BakeKey>> byDigest =
                digest -> known.filter(one -> one.digest().equals(digest));
        try (Cloud cloud = new AwsCloud(identity.access(wanted.endpoint()))) {
            return ReuseAnswer.of(new Reuse(cloud.keyed(), trust.trust(), Clock.systemUTC())
                    .decide(key.keyed(), wanted.recipe(), byDigest));
        } catch (BakeFailedException e) {
            return ReuseAnswer.refused(e.failure().lineInJenkins());
        } catch (IllegalArgumentException e) {
            return ReuseAnswer.refused(e.getMessage());
        }
    }
}
