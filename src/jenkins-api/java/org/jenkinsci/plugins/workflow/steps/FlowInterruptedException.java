package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Result;
import java.util.List;
import jenkins.model.CauseOfInterruption;

/** Says with what result and why a step was stopped. */
public final class FlowInterruptedException extends InterruptedException {
    private final List<CauseOfInterruption> causes;

    public FlowInterruptedException(Result result, boolean actualInterruption, CauseOfInterruption... causes) {
        this.causes = List.of(causes);
    }

    public Result getResult() {
        return null;
    }

    public List<CauseOfInterruption> getCauses() {
        return causes;
    }

    private static final long serialVersionUID = 1L;
}
