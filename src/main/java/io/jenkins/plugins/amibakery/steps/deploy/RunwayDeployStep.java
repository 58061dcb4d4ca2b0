package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.util.FormValidation;
import io.jenkins.plugins.amibakery.steps.NamedValues;
import io.jenkins.plugins.amibakery.steps.work.WorkState;
import io.jenkins.plugins.amibakery.steps.work.WorkStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The Pipeline step {@code runwayDeploy}: deploys, plans or destroys with Runway on the agent and returns a map ({@link DeployMaps}).
 * It goes on while the controller is away. What each parameter means says {@link DeployParameters}.
 */
public final class RunwayDeployStep extends WorkStep {
    private final DeployParameters parameters = new DeployParameters();

    /** @param environment Runway's deploy environment, such as {@code dev} */
    @DataBoundConstructor
    public RunwayDeployStep(String environment) {
        parameters.environment = Util.fixNull(environment).strip();
    }

    @Override
    protected DeployParameters order() {
        return parameters;
    }

    @Override
    protected WorkState newState(Run<?, ?> run) {
        return DeployState.of(run, parameters);
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

    public Object getAmi() {
        return parameters.ami.text();
    }

    /** @param ami an id, or what {@code bakeAmi} returned, or one of it */
    @DataBoundSetter
    public void setAmi(Object ami) {
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
        return Util.fixEmpty(parameters.approved);
    }

    @DataBoundSetter
    public void setApproved(String approved) {
        // Empty is kept, and refused: a plan that is incomplete has no digest, and nothing may be deployed in its name.
        parameters.approved = approved == null ? null : approved.trim();
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

    /** What a Jenkinsfile writes, and what the snippet generator offers. */
    @Extension
    public static final class DescriptorImpl extends WorkDescriptor {
        @Override
        public String getFunctionName() {
            return "runwayDeploy";
        }

        @Override
        public String getDisplayName() {
            return Messages.RunwayDeploy_displayName();
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            Object action = arguments.get("action");
            return (action == null ? "deploy" : action) + " " + arguments.get("environment");
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            DeployForm typed = DeployForm.takenFrom(form);
            RunwayDeployStep step = (RunwayDeployStep) super.newInstance(request, form);
            typed.into(step.parameters);
            return step;
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
