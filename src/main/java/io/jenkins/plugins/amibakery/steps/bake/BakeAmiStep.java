package io.jenkins.plugins.amibakery.steps.bake;

import hudson.Extension;
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
 * The Pipeline step {@code bakeAmi}: bakes a packer template on the agent and returns the AMIs, a map each ({@link AmiMaps}).
 * The bake goes on while the controller is away. {@link BakeParameters} has its parameters.
 */
public final class BakeAmiStep extends BakeParameters {
    private static final long serialVersionUID = 1L;

    /** @param template path of a packer template, relative to the workspace or absolute */
    @DataBoundConstructor
    public BakeAmiStep(String template) {
        this.template = textOrEmpty(template);
    }

    private Object readResolve() {
        return completed(new BakeAmiStep(""));
    }

    /** What a Jenkinsfile writes, and what the snippet generator offers. */
    @Extension
    public static final class DescriptorImpl extends WorkDescriptor {
        @Override
        public String getFunctionName() {
            return "bakeAmi";
        }

        @Override
        public String getDisplayName() {
            return Messages.BakeAmi_displayName();
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            Object template = arguments.get("template");
            return template instanceof String text ? text : null;
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            BakeForm typed = BakeForm.takenFrom(form);
            BakeAmiStep step = (BakeAmiStep) super.newInstance(request, form);
            typed.into(step);
            return step;
        }

        /** The choices of the field. */
        @POST
        public ListBoxModel doFillPackerItems(@AncestorInPath Item item) {
            return BakeForm.packers(item);
        }

        @POST
        public FormValidation doCheckTemplate(@AncestorInPath Item item, @QueryParameter String value) {
            return BakeForm.checked(item, parameters -> parameters.template = value);
        }

        @POST
        public FormValidation doCheckRegion(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.region(item, value);
        }

        @POST
        public FormValidation doCheckRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
            return BakeForm.checked(item, parameters -> parameters.setRoleArn(value));
        }

        @POST
        public FormValidation doCheckVars(@AncestorInPath Item item, @QueryParameter String value) {
            return NamedValues.checked(item, "vars", value);
        }

        @POST
        public FormValidation doCheckSecretVars(@AncestorInPath Item item, @QueryParameter String value) {
            return NamedValues.checked(item, "secretVars", value);
        }

        @POST
        public FormValidation doCheckTags(@AncestorInPath Item item, @QueryParameter String value) {
            return NamedValues.checked(item, "tags", value);
        }

        @POST
        public FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
            return NamedValues.checked(item, "environment", value);
        }

        @POST
        public FormValidation doCheckFreshFor(@AncestorInPath Item item, @QueryParameter String value) {
            return BakeForm.checked(item, parameters -> {
                parameters.reuse = true;
                parameters.setFreshFor(value);
            });
        }

        @POST
        public FormValidation doCheckRecipe(@AncestorInPath Item item, @QueryParameter String value) {
            return BakeForm.checked(item, parameters -> parameters.setRecipe(value));
        }

        @POST
        public FormValidation doCheckOnly(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String except) {
            return BakeForm.exclusive(item, value, except);
        }

        @POST
        public FormValidation doCheckExcept(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String only) {
            return BakeForm.exclusive(item, only, value);
        }

        /** Several values as they stand in a field of the form. */
        public String text(Object values) {
            return NamedValues.shown(values);
        }
    }
}
