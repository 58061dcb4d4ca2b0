package io.jenkins.plugins.amibakery.steps.work;

import hudson.Util;
import hudson.model.AbstractProject;
import hudson.model.Item;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.AwsCredentialChoices;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A build step of freestyle jobs that does work, with the parameters that all work has, as {@link WorkStep} has them. */
public abstract class WorkBuilder extends Builder implements SimpleBuildStep {
    /** What the job's form said; always the same object. */
    protected abstract WorkParameters order();

    @Override
    public final boolean requiresWorkspace() {
        return true;
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

    /** What the forms of all such build steps have in common. */
    public abstract static class WorkDescriptor extends BuildStepDescriptor<Builder> {
        protected WorkDescriptor(Class<? extends WorkBuilder> type) {
            super(type);
        }

        @Override
        @SuppressWarnings("rawtypes")
        public final boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        /** The choices of the field. */
        @POST
        public final ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String credentialsId) {
            return AwsCredentialChoices.of(item, credentialsId);
        }
    }
}
