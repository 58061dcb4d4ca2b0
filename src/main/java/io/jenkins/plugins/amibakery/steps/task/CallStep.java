package io.jenkins.plugins.amibakery.steps.task;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A Pipeline step that calls the cloud and runs no program: one use case of the engine, done where the workspace is and as whom the step
 * acts. It may take long; after a restart of the controller it is done again from its start.
 *
 * @param <R> the use case's answer
 */
public abstract class CallStep<R extends Serializable> extends AwsStep {
    private static final long serialVersionUID = 1L;

    /**
     * What is to be done.
     *
     * @param id by which this call is known, the same after a restart of the controller
     */
    protected abstract UseCase<R> work(ResolvedIdentity actor, String id);

    /** What is to be done when it is stopped in the middle; empty when nothing can be left of it. */
    protected Optional<UseCase<?>> ending(ResolvedIdentity actor, String id) {
        return Optional.empty();
    }

    /** Another endpoint than AWS's own; null for none. */
    protected String endpoint(ResolvedIdentity actor) {
        return actor.ec2Endpoint();
    }

    /** The region in which it asks; empty when none is given. */
    protected final String regionOf(ResolvedIdentity actor) {
        return getRegion() == null ? actor.region() : getRegion();
    }

    /** The class of the answer: an agent may send anything. */
    protected abstract Class<R> answer();

    /** The step as a Jenkinsfile calls it. */
    String function() {
        return getDescriptor().getFunctionName();
    }

    /** What is asked, in a line for the build's page, such as {@code AMIs of img-mgr in us-west-2}. */
    protected abstract String asked(ResolvedIdentity actor);

    /**
     * What came of it.
     *
     * @param answer as an agent gave it
     */
    protected abstract CallResult concluded(R answer, BuildContext site, ResolvedIdentity actor)
            throws IOException, InterruptedException;

    @Override
    public final StepExecution start(StepContext context) throws IOException, InterruptedException {
        checkForBuild();
        Run<?, ?> run = context.get(Run.class);
        return new CallExecution<>(context, this, TaskIds.next(run.getParent().getName(), run.getNumber()));
    }
}
