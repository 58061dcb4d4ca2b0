package io.jenkins.plugins.amibakery.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.AwsCredentialChoices;
import io.jenkins.plugins.amibakery.steps.work.WorkExecution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
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
public final class BakeAmiStep extends Step {
    private final BakeParameters parameters = new BakeParameters();

    /** @param template path of a packer template, relative to the workspace or absolute */
    @DataBoundConstructor
    public BakeAmiStep(String template) {
        parameters.template = Util.fixNull(template).strip();
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        try {
            parameters.check();
        } catch (IllegalArgumentException e) {
            throw (AbortException) new AbortException(e.getMessage()).initCause(e);
        }
        return new WorkExecution(context, parameters, BakeState.of(run));
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

    public String getRegion() {
        return parameters.region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        parameters.region = Util.fixEmptyAndTrim(region);
    }

    public String getPacker() {
        return parameters.packer;
    }

    @DataBoundSetter
    public void setPacker(String packer) {
        parameters.packer = Util.fixEmptyAndTrim(packer);
    }

    public String getCredentialsId() {
        return parameters.credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        parameters.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public String getProfile() {
        return parameters.profile;
    }

    @DataBoundSetter
    public void setProfile(String profile) {
        parameters.profile = Util.fixEmptyAndTrim(profile);
    }

    public String getRoleArn() {
        return parameters.roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        parameters.roleArn = Util.fixEmptyAndTrim(roleArn);
    }

    public String getExternalId() {
        return parameters.externalId;
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        parameters.externalId = Util.fixEmptyAndTrim(externalId);
    }

    public int getSessionSeconds() {
        return parameters.sessionSeconds;
    }

    @DataBoundSetter
    public void setSessionSeconds(int sessionSeconds) {
        parameters.sessionSeconds = sessionSeconds;
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

    public int getGraceSeconds() {
        return parameters.graceSeconds;
    }

    @DataBoundSetter
    public void setGraceSeconds(int graceSeconds) {
        parameters.graceSeconds = graceSeconds;
    }

    /** What a Jenkinsfile writes, and what the snippet generator offers. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "bakeAmi";
        }

        @Override
        public String getDisplayName() {
            return Messages.BakeAmi_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
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
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return AwsCredentialChoices.of(item, credentialsId);
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
            return BakeForm.checked(item, parameters -> parameters.region = Util.fixEmptyAndTrim(value));
        }

        @POST
        public FormValidation doCheckRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
            return BakeForm.checked(item, parameters -> parameters.roleArn = Util.fixEmptyAndTrim(value));
        }

        /** Several values as they stand in a field of the form. */
        public String text(Object values) {
            return NamedValues.shown(values);
        }
    }
}
