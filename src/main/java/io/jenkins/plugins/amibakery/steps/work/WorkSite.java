package io.jenkins.plugins.amibakery.steps.work;

import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a Pipeline lends work that runs a program: it is saved beyond its build too, as soon as there is something to stop. */
final class WorkSite extends PipelineSite {
    private final WorkOrder order;
    private final WorkState state;

    WorkSite(StepContext context, WorkOrder order, WorkState state) {
        super(context);
        this.order = order;
        this.state = state;
    }

    @Override
    public void keep() throws UnsavedException, InterruptedException {
        if (state.programMayRun()) {
            try {
                RunningWorks.get().put(RunningWork.of(run(), order, state));
            } catch (UnsavedException e) {
                throw e;
            } catch (IOException e) {
                throw new UnsavedException(e);
            }
        }
        super.keep();
    }
}
