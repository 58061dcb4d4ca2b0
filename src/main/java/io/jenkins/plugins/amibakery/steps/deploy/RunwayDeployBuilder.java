package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import hudson.util.FormValidation;
import io.jenkins.plugins.amibakery.steps.NamedValues;
import io.jenkins.plugins.amibakery.steps.work.FreestyleWork;
import io.jenkins.plugins.amibakery.steps.work.WorkBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The build step "Deploy with Runway" of freestyle jobs. A freestyle build cannot go on after a restart of the controller: {@link
 * io.jenkins.plugins.amibakery.steps.work.DeadWork} stops Runway then, and settles CFNgin's lock.
 *
 * <p>What each parameter means says {@link DeployParameters}.
 */
public final class RunwayDeployBuilder extends WorkBuilder {
    private final DeployParameters parameters = new DeployParameters();

    /** @param environment Runway's deploy environment, such as {@code dev} */
    @DataBoundConstructor
    public RunwayDeployBuilder(String environment) {
        parameters.environment = Util.fixNull(environment).strip();
    }

    @Override
    public void perform(
            Run<?, ?> run, FilePath workspace, EnvVars environment, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        DeployParameters expanded = parameters.expanded(environment::expand);
        new FreestyleWork(expanded, DeployState.of(run, expanded), run, workspace, environment, launcher, listener)
                .perform();
    }

    @Override
    protected DeployParameters order() {
        return parameters;
    }

    public String getEnvironment() {
        return parameters.environment;
    }

    public String getDirectory() {
        return parameters.directory;
    }

    @DataBoundSetter
    public void setDirectory(String directory) {
        parameters.directory = Util.fixNull(directory).strip();
    }

    public String getAction() {
        return parameters.action;
    }

    @DataBoundSetter
    public void setAction(String action) {
        parameters.action = Util.fixNull(action).isBlank() ? "deploy" : action.strip();
    }

    public List<String> getModules() {
        return parameters.modules;
    }

    @DataBoundSetter
    public void setModules(List<String> modules) {
        parameters.modules = new ArrayList<>(modules);
    }

    public List<String> getTags() {
        return parameters.tags;
    }

    @DataBoundSetter
    public void setTags(List<String> tags) {
        parameters.tags = new ArrayList<>(tags);
    }

    public String getAmi() {
        return parameters.ami.text();
    }

    @DataBoundSetter
    public void setAmi(String ami) {
        parameters.ami = AmiChoice.of(ami);
    }

    public Map<String, String> getParameters() {
        return parameters.parameters;
    }

    @DataBoundSetter
    public void setParameters(Map<String, ?> values) {
        parameters.parameters = NamedValues.strings(values);
    }

    public Map<String, String> getSecretParameters() {
        return parameters.secretParameters;
    }

    @DataBoundSetter
    public void setSecretParameters(Map<String, ?> secretParameters) {
        parameters.secretParameters = NamedValues.strings(secretParameters);
    }

    public String getApproved() {
        return parameters.approved;
    }

    @DataBoundSetter
    public void setApproved(String approved) {
        parameters.approved = Util.fixEmptyAndTrim(approved);
    }

    public String getRunway() {
        return parameters.runway;
    }

    @DataBoundSetter
    public void setRunway(String runway) {
        parameters.runway = Util.fixNull(runway).isBlank() ? "runway" : runway.strip();
    }

    public boolean isReleaseLock() {
        return parameters.releaseLock;
    }

    @DataBoundSetter
    public void setReleaseLock(boolean releaseLock) {
        parameters.releaseLock = releaseLock;
    }

    /** The form's side of it. */
    @Extension
    public static final class DescriptorImpl extends WorkDescriptor {
        public DescriptorImpl() {
            super(RunwayDeployBuilder.class);
            DeployForm.FIELDS.forEach(field -> addHelpFileRedirect(field, RunwayDeployStep.class, field));
        }

        @Override
        public String getDisplayName() {
            return Messages.RunwayDeploy_displayName();
        }

        @Override
        public Builder newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            DeployForm typed = DeployForm.takenFrom(form);
            RunwayDeployBuilder builder = (RunwayDeployBuilder) super.newInstance(request, form);
            typed.into(builder.parameters);
            return builder;
        }

        /** What Runway can be asked to do, the usual first. */
        public List<String> actions() {
            return DeployForm.ACTIONS;
        }

        @POST
        public FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
            return DeployForm.checked(
                    item,
                    parameters -> parameters.environment = Util.fixNull(value).strip());
        }

        @POST
        public FormValidation doCheckRegion(@AncestorInPath Item item, @QueryParameter String value) {
            return DeployForm.checked(item, parameters -> parameters.setRegion(Util.fixEmptyAndTrim(value)));
        }

        @POST
        public FormValidation doCheckAmi(@AncestorInPath Item item, @QueryParameter String value) {
            return DeployForm.checked(item, parameters -> parameters.ami = AmiChoice.of(value));
        }

        @POST
        public FormValidation doCheckApproved(@AncestorInPath Item item, @QueryParameter String value) {
            return DeployForm.checked(item, parameters -> parameters.approved = Util.fixEmptyAndTrim(value));
        }

        @POST
        public FormValidation doCheckRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
            return DeployForm.checked(item, parameters -> parameters.setRoleArn(Util.fixEmptyAndTrim(value)));
        }

        /** Several values as they stand in a field of the form. */
        public String text(Object values) {
            return NamedValues.shown(values);
        }
    }
}
