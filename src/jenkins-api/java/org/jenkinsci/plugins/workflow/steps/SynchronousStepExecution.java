package org.jenkinsci.plugins.workflow.steps;

/** A step that is over at once. */
public abstract class SynchronousStepExecution<T> extends StepExecution {
    protected SynchronousStepExecution(StepContext stepContext) {
        super(stepContext);
    }

    protected abstract T run() throws Exception;

    @Override
    public final boolean start() throws Exception {
        return true;
    }

    @Override
    public void stop(Throwable throwable) throws Exception {}

    private static final long serialVersionUID = 1L;
}
