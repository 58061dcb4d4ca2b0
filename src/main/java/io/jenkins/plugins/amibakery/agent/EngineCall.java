package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/**
 * The one wire to an agent: does a piece of the engine's work where its files are, in a workspace, and as whom it is to be done. May be
 * repeated.
 *
 * @param <R> what comes back
 */
public final class EngineCall<R extends Serializable> extends MasterToSlaveFileCallable<EngineAnswer<R>> {
    private static final long serialVersionUID = 1L;

    private final UseCase<R> work;
    private final RemoteIdentity identity;
    private final String endpoint;

    /** @param endpoint another endpoint than AWS's own; null for none */
    public EngineCall(UseCase<R> work, RemoteIdentity identity, String endpoint) {
        this.work = work;
        this.identity = identity;
        this.endpoint = endpoint;
    }

    @Override
    public EngineAnswer<R> invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        try (Cloud cloud = new AwsCloud(identity.access(Optional.ofNullable(endpoint)))) {
            return EngineAnswer.done(work.run(new Workplace(workspace.toPath(), identity.environment()), cloud));
        } catch (BakeFailedException e) {
            return EngineAnswer.refused(e.failure().lineInJenkins());
        } catch (DeployFailedException e) {
            return EngineAnswer.refused(e.failure().lineInJenkins());
        } catch (IllegalArgumentException e) {
            return EngineAnswer.refused(e.getMessage());
        }
    }
}
