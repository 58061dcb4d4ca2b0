package io.jenkins.plugins.amibakery.steps.work;

import hudson.model.Run;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A Pipeline step that does work: it runs a program, with the parameters that all work has. It is also what is saved of them, with
 * a build and, held by a {@link WorkBuilder}, in a freestyle job.
 */
public abstract class WorkStep extends AwsStep implements WorkOrder {
    private static final long serialVersionUID = 1L;

    /** How long the program may clean up after an abort. */
    @DataBoundSetter
    public int graceSeconds;

    protected WorkStep(int graceSeconds) {
        this.graceSeconds = graceSeconds;
    }

    /** The state of work that begins now. */
    protected abstract WorkState newState(Run<?, ?> run);

    @Override
    public final StepExecution start(StepContext context) throws IOException, InterruptedException {
        checkForBuild();
        return new WorkExecution(context, this, newState(context.get(Run.class)));
    }

    @Override
    public final int graceSeconds() {
        return graceSeconds;
    }

    @Override
    public void check() {
        super.check();
        require(graceSeconds > 0, "graceSeconds is " + graceSeconds + "; it must be 1 or more.");
    }

    @Override
    public WorkStep expanded(UnaryOperator<String> expansion) {
        return (WorkStep) super.expanded(expansion);
    }

    /** What all such steps have in common in a Jenkinsfile and in the snippet generator. */
    public abstract static class WorkDescriptor extends AwsDescriptor {}
}
