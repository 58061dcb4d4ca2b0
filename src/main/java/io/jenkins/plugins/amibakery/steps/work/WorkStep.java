package io.jenkins.plugins.amibakery.steps.work;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.AwsCredentialChoices;
import java.io.IOException;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A Pipeline step that does work, with the parameters that all work has. Data binding finds setters of an ancestor; {@link
 * WorkBuilder} has the same ones for freestyle jobs.
 */
public abstract class WorkStep extends Step {
    /** What the Jenkinsfile said; always the same object. */
    protected abstract WorkParameters order();

    /** The state of work that begins now. */
    protected abstract WorkState newState(Run<?, ?> run);

    @Override
    public final StepExecution start(StepContext context) throws IOException, InterruptedException {
        order().checkForBuild();
        return new WorkExecution(context, order(), newState(context.get(Run.class)));
    }

    public final String getRegion() {
        return order().region;
    }

    @DataBoundSetter
    public final void setRegion(String region) {
        order().setRegion(Util.fixEmptyAndTrim(region));
    }

    public final String getCredentialsId() {
        return order().credentialsId;
    }

    @DataBoundSetter
    public final void setCredentialsId(String credentialsId) {
        order().setCredentialsId(Util.fixEmptyAndTrim(credentialsId));
    }

    public final String getProfile() {
        return order().profile;
    }

    @DataBoundSetter
    public final void setProfile(String profile) {
        order().setProfile(Util.fixEmptyAndTrim(profile));
    }

    public final String getRoleArn() {
        return order().roleArn;
    }

    @DataBoundSetter
    public final void setRoleArn(String roleArn) {
        order().setRoleArn(Util.fixEmptyAndTrim(roleArn));
    }

    public final String getExternalId() {
        return order().externalId;
    }

    @DataBoundSetter
    public final void setExternalId(String externalId) {
        order().setExternalId(Util.fixEmptyAndTrim(externalId));
    }

    public final int getSessionSeconds() {
        return order().sessionSeconds;
    }

    @DataBoundSetter
    public final void setSessionSeconds(int sessionSeconds) {
        order().sessionSeconds = sessionSeconds;
    }

    public final int getGraceSeconds() {
        return order().graceSeconds;
    }

    @DataBoundSetter
    public final void setGraceSeconds(int graceSeconds) {
        order().setGraceSeconds(graceSeconds);
    }

    /** What all such steps have in common in a Jenkinsfile and in the snippet generator. */
    public abstract static class WorkDescriptor extends StepDescriptor {
        @Override
        public final Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
        }

        /** The choices of the field. */
        @POST
        public final ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String credentialsId) {
            return AwsCredentialChoices.of(item, credentialsId);
        }
    }
}
