package io.jenkins.plugins.amibakery.steps.bake;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.steps.task.TaskBuilder;
import java.io.Serializable;
import java.util.List;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundConstructor;

/** The build step "Bake an AMI" of freestyle jobs. Later steps of the build find the AMIs in {@link BakedAmiVariables}. */
public final class BakeAmiBuilder extends TaskBuilder {
    private final BakeAmiStep step;

    /** @param step what to bake, and how */
    @DataBoundConstructor
    public BakeAmiBuilder(BakeAmiStep step) {
        this.step = held(step);
    }

    @Override
    protected BakeAmiStep step() {
        return step;
    }

    public BakeAmiStep getStep() {
        return step;
    }

    @Override
    protected void ended(Run<?, ?> run, Serializable amis) {
        List<?> baked = (List<?>) amis;
        if (!baked.isEmpty()) {
            run.addAction(new BakedAmiVariables(baked));
        }
    }

    /** Its name in the form of a job. */
    @Extension
    public static final class DescriptorImpl extends WorkDescriptor {
        public DescriptorImpl() {
            super(BakeAmiBuilder.class);
        }

        @Override
        protected void read(JSONObject form) {
            BakeForm.takenFrom(form);
        }

        @Override
        public String getDisplayName() {
            return Messages.BakeAmi_displayName();
        }
    }
}
