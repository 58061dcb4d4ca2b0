package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.Extension;
import io.jenkins.plugins.amibakery.steps.task.TaskBuilder;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundConstructor;

/** The build step "Deploy with Runway" of freestyle jobs. */
public final class RunwayDeployBuilder extends TaskBuilder {
    private final RunwayDeployStep step;

    /** @param step what to deploy, and how */
    @DataBoundConstructor
    public RunwayDeployBuilder(RunwayDeployStep step) {
        this.step = held(step);
    }

    @Override
    protected RunwayDeployStep step() {
        return step;
    }

    public RunwayDeployStep getStep() {
        return step;
    }

    /** Its name in the form of a job. */
    @Extension
    public static final class DescriptorImpl extends WorkDescriptor {
        public DescriptorImpl() {
            super(RunwayDeployBuilder.class);
        }

        @Override
        protected void read(JSONObject form) {
            DeployForm.takenFrom(form);
        }

        @Override
        public String getDisplayName() {
            return Messages.RunwayDeploy_displayName();
        }
    }
}
