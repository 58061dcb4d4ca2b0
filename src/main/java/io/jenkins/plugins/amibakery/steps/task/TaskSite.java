package io.jenkins.plugins.amibakery.steps.task;

import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a Pipeline lends work that runs a program: it is saved beyond its build too, as soon as there is something to stop. */
final class TaskSite extends PipelineContext {
    private final TaskRequest order;
    private final TaskState state;
    private final TaskRegistry registry;

    TaskSite(StepContext context, TaskRequest order, TaskState state, TaskRegistry registry) {
        super(context);
        this.order = order;
        this.state = state;
        this.registry = registry;
    }

    @Override
    public void keep() throws UnsavedException, InterruptedException {
        if (state.programMayRun()) {
            try {
                registry.put(RegisteredTask.of(run(), order, state));
            } catch (UnsavedException e) {
                throw e;
            } catch (IOException e) {
                throw new UnsavedException(e);
            }
        }
        super.keep();
    }
}
