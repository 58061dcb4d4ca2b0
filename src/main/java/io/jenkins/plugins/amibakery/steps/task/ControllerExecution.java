package io.jenkins.plugins.amibakery.steps.task;

import java.io.IOException;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A step that works on the controller for a moment: on a thread of its own, never on the one that runs the Pipeline. After a restart of the
 * controller it begins again, so it may be done twice.
 */
public abstract class ControllerExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    /** Null until it has started, or started again. */
    private transient volatile Future<?> working;

    protected ControllerExecution(StepContext context) {
        super(context);
    }

    /** @return what the step returns */
    protected abstract Object work() throws IOException, InterruptedException;

    @Override
    public final boolean start() {
        working = ControllerThreads.submit(this::run);
        return false;
    }

    private void run() {
        try {
            getContext().onSuccess(work());
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            getContext().onFailure(e);
        }
    }

    @Override
    public final void onResume() {
        start();
    }

    @Override
    public final void stop(Throwable cause) {
        Future<?> begun = working;
        if (begun != null) {
            begun.cancel(true);
        }
        getContext().onFailure(cause);
    }
}
