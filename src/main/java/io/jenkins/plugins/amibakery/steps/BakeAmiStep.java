package io.jenkins.plugins.amibakery.steps;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
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
 * The Pipeline step {@code bakeAmi}: bakes a packer template on the agent and returns the AMIs, a map each ({@link AmiMaps}).
 * The bake goes on while the controller is away. What each parameter means says {@link BakeParameters}.
 */
public final class BakeAmiStep extends WorkStep {
    private final BakeParameters parameters = new BakeParameters();

    /** @param template path of a packer template, relative to the workspace or absolute */
    @DataBoundConstructor
    public BakeAmiStep(String template) {
        parameters.template = Util.fixNull(template).strip();
    }

    @Override
    protected BakeParameters order() {
        return parameters;
    }

    @Override
    protected WorkState newState(Run<?, ?> run) {
        return BakeState.of(run);
    }

    public String getTemplate() {
        return parameters.template;
    }

    public Map<String, String> getVars() {
        return parameters.vars;
    }

    @DataBoundSetter
    public void setVars(Map<String, ?> vars) {
        parameters.vars = NamedValues.strings(vars);
    }

    public Map<String, String> getSecretVars() {
        return parameters.secretVars;
    }

    @DataBoundSetter
    public void setSecretVars(Map<String, ?> secretVars) {
        parameters.secretVars = NamedValues.strings(secretVars);
    }

    public List<String> getVarFiles() {
        return parameters.varFiles;
    }

    @DataBoundSetter
    public void setVarFiles(List<String> varFiles) {
        parameters.varFiles = new ArrayList<>(varFiles);
    }

    public List<String> getOnly() {
        return parameters.only;
    }

    @DataBoundSetter
    public void setOnly(List<String> only) {
        parameters.only = new ArrayList<>(only);
    }

    public List<String> getExcept() {
        return parameters.except;
    }

    @DataBoundSetter
    public void setExcept(List<String> except) {
        parameters.except = new ArrayList<>(except);
    }

    public Map<String, String> getTags() {
        return parameters.tags;
    }

    @DataBoundSetter
    public void setTags(Map<String, ?> tags) {
        parameters.tags = NamedValues.strings(tags);
    }

    public Map<String, String> getEnvironment() {
        return parameters.environment;
    }

    @DataBoundSetter
    public void setEnvironment(Map<String, ?> environment) {
        parameters.environment = NamedValues.strings(environment);
    }

    public String getPacker() {
        return parameters.packer;
    }

    @DataBoundSetter
    public void setPacker(String packer) {
        parameters.packer = Util.fixEmptyAndTrim(packer);
    }

    public String getRecipe() {
        return parameters.recipe;
    }

    @DataBoundSetter
    public void setRecipe(String recipe) {
        parameters.recipe = Util.fixEmptyAndTrim(recipe);
    }

    public boolean isForce() {
        return parameters.force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        parameters.force = force;
    }

    public boolean isReuse() {
        return parameters.reuse;
    }

    @DataBoundSetter
    public void setReuse(boolean reuse) {
        parameters.reuse = reuse;
    }

    public List<String> getInputs() {
        return parameters.inputs;
    }

    @DataBoundSetter
    public void setInputs(List<String> inputs) {
        parameters.inputs = new ArrayList<>(inputs);
    }

    public boolean isLocked() {
        return parameters.locked;
    }

    @DataBoundSetter
    public void setLocked(boolean locked) {
        parameters.locked = locked;
    }

    public boolean isWriteLock() {
        return parameters.writeLock;
    }

    @DataBoundSetter
    public void setWriteLock(boolean writeLock) {
        parameters.writeLock = writeLock;
    }

    public int getParallelBuilds() {
        return parameters.parallelBuilds;
    }

    @DataBoundSetter
    public void setParallelBuilds(int parallelBuilds) {
        parameters.parallelBuilds = parallelBuilds;
    }

    public int getAwaitSeconds() {
        return parameters.awaitSeconds;
    }

    @DataBoundSetter
    public void setAwaitSeconds(int awaitSeconds) {
        parameters.awaitSeconds = awaitSeconds;
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
            typed.into(step.parameters);
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
            return BakeForm.checked(item, parameters -> parameters.setRegion(Util.fixEmptyAndTrim(value)));
        }

        @POST
        public FormValidation doCheckRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
            return BakeForm.checked(item, parameters -> parameters.setRoleArn(Util.fixEmptyAndTrim(value)));
        }

        /** Several values as they stand in a field of the form. */
        public String text(Object values) {
            return NamedValues.shown(values);
        }
    }
}
