package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;

/** A running step; it is saved, and loaded again after a restart of the controller. */
public abstract class StepExecution implements Serializable {
    private StepContext context;

    protected StepExecution() {}

    protected StepExecution(StepContext stepContext) {
        context = stepContext;
    }

    public StepContext getContext() {
        return context;
    }

    public abstract boolean start() throws Exception;

    public void stop(Throwable throwable) throws Exception {}

    public void onResume() {}

    public String getStatus() {
        return null;
    }

    public boolean blocksRestart() {
        return false;
    }

    private static final long serialVersionUID = 1L;
}
