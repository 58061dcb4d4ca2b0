package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.RemoteOutputStream;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Progress;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.MasterToSlaveFileCallable;

/**
 * The one wire to an agent: does a piece of the engine's work where its files are, in a workspace, and as whom it is to be done. May be
 * repeated.
 *
 * @param <R> what comes back
 */
public final class EngineCall<R extends Serializable> extends MasterToSlaveFileCallable<EngineAnswer<R>> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(EngineCall.class.getName());

    private final UseCase<R> work;
    private final RemoteIdentity identity;
    private final String endpoint;
    private RemoteOutputStream told;

    /** @param endpoint another endpoint than AWS's own; null for none */
    public EngineCall(UseCase<R> work, RemoteIdentity identity, String endpoint) {
        this.work = work;
        this.identity = identity;
        this.endpoint = endpoint;
    }

    /**
     * The same with somebody who is told what is done at the moment, a line each.
     *
     * @param lines a stream of the controller
     */
    public EngineCall<R> telling(OutputStream lines) {
        told = new RemoteOutputStream(lines);
        return this;
    }

    @Override
    public EngineAnswer<R> invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        try (Cloud cloud = new AwsCloud(identity.access(Optional.ofNullable(endpoint)))) {
            Progress progress = told == null ? Progress.NONE : line -> says(told, line);
            return EngineAnswer.done(
                    work.run(new Workplace(workspace.toPath(), identity.environment(), progress), cloud));
        } catch (BakeFailedException e) {
            return EngineAnswer.refused(told(e.failure()).lineInJenkins());
        } catch (DeployFailedException e) {
            return EngineAnswer.refused(told(e.failure()).lineInJenkins());
        } catch (IllegalArgumentException e) {
            return EngineAnswer.refused(e.getMessage());
        }
    }

    private Failure told(Failure failure) {
        return failure.cause() == FailureCause.CREDENTIALS
                ? new Failure(failure.where(), failure.cause(), failure.detail() + identity.named())
                : failure;
    }

    private DeployFailure told(DeployFailure failure) {
        return failure.cause() == DeployFailureCause.CREDENTIALS
                ? new DeployFailure(failure.where(), failure.cause(), failure.detail() + identity.named())
                : failure;
    }

    private static void says(RemoteOutputStream told, String line) {
        try {
            told.write((line.replaceAll("\\R", " ") + "\n").getBytes(StandardCharsets.UTF_8));
            told.flush();
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "Nobody hears: " + line);
        }
    }
}
