package io.jenkins.plugins.amibakery.steps.task;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import java.io.IOException;
import java.io.Serializable;
import jenkins.tasks.SimpleBuildStep;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * A build step of freestyle jobs that does what a Pipeline step does: it holds that step, whose fields, form and help are its own.
 * A freestyle build cannot go on after a restart of the controller: {@link OrphanCleanup} stops its program then, and cleans up.
 */
public abstract class TaskBuilder extends Builder implements SimpleBuildStep {
    /** What the job's form said; never null. Its getter is of the very type: by that Jenkins finds the form. */
    protected abstract TaskStep step();

    /** What a builder was given, to be held. */
    protected static <S extends TaskStep> S held(S step) {
        if (step == null) {
            throw new IllegalArgumentException(
                    "step is missing; give the parameters of the Pipeline step of this name.");
        }
        return step;
    }

    @Override
    public final boolean requiresWorkspace() {
        return true;
    }

    @Override
    public final void perform(
            Run<?, ?> run, FilePath workspace, EnvVars environment, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        TaskStep step = step().expanded(environment::expand);
        ended(
                run,
                new FreestyleRunner(step, step.newState(run), run, workspace, environment, launcher, listener)
                        .perform());
    }

    /** Gives the build what later steps of it are to find. */
    protected void ended(Run<?, ?> run, Serializable result) {}

    /** What the forms of all such build steps have in common. */
    public abstract static class WorkDescriptor extends BuildStepDescriptor<Builder> {
        protected WorkDescriptor(Class<? extends TaskBuilder> type) {
            super(type);
        }

        /**
         * Reads the fields of the step that hold several values, as the step will.
         *
         * @param form a copy of what was typed
         */
        protected abstract void read(JSONObject form);

        /** Jenkins goes on without a step whose form cannot be read, and then shows a trace: it is told before. */
        @Override
        public final Builder newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            JSONObject typed = form.optJSONObject("step");
            if (typed != null) {
                try {
                    read(JSONObject.fromObject(typed));
                } catch (FormMistake e) {
                    throw new FormException(e.getMessage(), "step");
                }
            }
            return super.newInstance(request, form);
        }

        @Override
        @SuppressWarnings("rawtypes")
        public final boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }
    }
}
