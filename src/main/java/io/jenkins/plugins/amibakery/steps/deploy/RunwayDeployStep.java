package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.FieldChecks;
import io.jenkins.plugins.amibakery.steps.task.NamedValues;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The Pipeline step {@code runwayDeploy}: deploys, plans or destroys with Runway on the agent and returns a map, the tree of
 * {@link io.jenkins.plugins.amibakery.engine.deploy.DeployReport}. It goes on while the controller is away. {@link DeployParameters} has its parameters.
 */
public final class RunwayDeployStep extends DeployParameters {
    private static final long serialVersionUID = 1L;

    /** @param environment Runway's deploy environment, such as {@code dev} */
    @DataBoundConstructor
    public RunwayDeployStep(String environment) {
        this.environment = textOrEmpty(environment);
    }

    private Object readResolve() {
        return completed(new RunwayDeployStep(""));
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
            typed.into(step);
            return step;
        }

        /** The choices of the field. */
        @POST
        public ListBoxModel doFillActionItems(@AncestorInPath Item item) {
            return DeployForm.actions(item);
        }

        @POST
        public FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
            return DeployForm.checked(
                    item,
                    parameters -> parameters.environment = Util.fixNull(value).strip());
        }

        @POST
        public FormValidation doCheckRegion(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.region(item, value);
        }

        @POST
        public FormValidation doCheckAmi(@AncestorInPath Item item, @QueryParameter String value) {
            return DeployForm.checked(item, parameters -> parameters.setAmi(value));
        }

        @POST
        public FormValidation doCheckApproved(@AncestorInPath Item item, @QueryParameter String value) {
            return DeployForm.checked(item, parameters -> parameters.approved = Util.fixEmptyAndTrim(value));
        }

        @POST
        public FormValidation doCheckRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
            return DeployForm.checked(item, parameters -> parameters.setRoleArn(value));
        }

        @POST
        public FormValidation doCheckParameters(@AncestorInPath Item item, @QueryParameter String value) {
            return NamedValues.checked(item, "parameters", value);
        }

        @POST
        public FormValidation doCheckSecretParameters(@AncestorInPath Item item, @QueryParameter String value) {
            return NamedValues.checked(item, "secretParameters", value);
        }

        /** Several values as they stand in a field of the form. */
        public String text(Object values) {
            return NamedValues.shown(values);
        }
    }
}
