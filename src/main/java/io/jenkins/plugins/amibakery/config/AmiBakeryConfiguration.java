package io.jenkins.plugins.amibakery.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.amibakery.engine.model.Region;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The section "AMI Bakery" of Manage Jenkins, System: what holds for every bake that says nothing else. */
@Extension
@Symbol("amiBakery")
public final class AmiBakeryConfiguration extends GlobalConfiguration {
    /** The code of a region as it was typed, or null: then each bake names its own. */
    private String defaultRegion;

    /** Id of AWS credentials of bakes that bring no identity, or null: then the agent's surroundings decide. */
    private String credentialsId;

    /** Another EC2 endpoint than AWS's own, for test clouds; or null. */
    private String endpoint;

    public AmiBakeryConfiguration() {
        load();
    }

    /** The settings in force. */
    public static AmiBakeryConfiguration get() {
        return ExtensionList.lookupSingleton(AmiBakeryConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.AmiBakeryConfiguration_displayName();
    }

    /** The code of the region of bakes that name none; null if none is set. */
    public String getDefaultRegion() {
        return defaultRegion;
    }

    @DataBoundSetter
    public void setDefaultRegion(String defaultRegion) {
        this.defaultRegion = Util.fixEmptyAndTrim(defaultRegion);
        save();
    }

    /** Id of the AWS credentials of bakes that bring no identity; null if none is set. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
        save();
    }

    /** Another EC2 endpoint than AWS's own; null for AWS. */
    public String getEndpoint() {
        return endpoint;
    }

    @DataBoundSetter
    public void setEndpoint(String endpoint) {
        this.endpoint = Util.fixEmptyAndTrim(endpoint);
        save();
    }

    /** Checks the field while it is typed: nothing and regions are fine. */
    @POST
    public FormValidation doCheckDefaultRegion(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.MANAGE);
        String code = Util.fixEmptyAndTrim(value);
        if (code == null) {
            return FormValidation.ok();
        }
        try {
            return FormValidation.ok(Messages.AmiBakeryConfiguration_partition(new Region(code).partition()));
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
