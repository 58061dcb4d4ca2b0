package io.jenkins.plugins.amibakery.steps.task;

import hudson.model.Run;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A Pipeline step that does work: it runs a program, with the parameters that all work has. It is also what is saved of them, with
 * a build and, held by a {@link TaskBuilder}, in a freestyle job.
 */
public abstract class TaskStep extends AwsStep implements TaskRequest {
    private static final long serialVersionUID = 1L;

    /** How long the program may clean up after an abort. */
    @DataBoundSetter
    public int graceSeconds;

    protected TaskStep(int graceSeconds) {
        this.graceSeconds = graceSeconds;
    }

    /** The state of work that begins now. */
    protected abstract TaskState newState(Run<?, ?> run);

    @Override
    public final StepExecution start(StepContext context) throws IOException, InterruptedException {
        checkForBuild();
        return new TaskExecution(context, this, newState(context.get(Run.class)));
    }

    @Override
    public final int graceSeconds() {
        return graceSeconds;
    }

    /**
     * A job's configuration may lack fields: one that was written by hand, or before there was such a field. They have their defaults then.
     *
     * @param fresh one that has them all
     */
    protected final Object completed(TaskStep fresh) {
        try {
            for (Class<?> type = getClass(); type != Step.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        complete(field, fresh);
                    }
                }
            }
            return this;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a number, 0 is what is missing: where it may be given, it is the default. */
    private void complete(Field field, TaskStep fresh) throws IllegalAccessException {
        Object value = field.get(this);
        if (value == null || value.equals(0)) {
            field.set(this, field.get(fresh));
        }
    }

    @Override
    public void check() {
        super.check();
        require(graceSeconds > 0, "graceSeconds is " + graceSeconds + "; it must be 1 or more.");
    }

    @Override
    public TaskStep expanded(UnaryOperator<String> expansion) {
        return (TaskStep) super.expanded(expansion);
    }

    /** What all such steps have in common in a Jenkinsfile and in the snippet generator. */
    public abstract static class WorkDescriptor extends AwsDescriptor {}
}
