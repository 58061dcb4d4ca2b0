package io.jenkins.plugins.amibakery.config;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.statement.VerifyingKey;
import io.jenkins.plugins.amibakery.trust.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The section "AMI Bakery" of Manage Jenkins, System: what holds for every bake that says nothing else. */
@Extension
@Symbol("amiBakery")
public final class AmiBakeryConfiguration extends GlobalConfiguration {
    /** The code of a region, or null: then each bake names its own. */
    private String defaultRegion;

    /** Id of AWS credentials of bakes that bring no identity, or null: then the agent's surroundings decide. */
    private String credentialsId;

    /** Another EC2 endpoint than AWS's own, for test clouds; or null. */
    private String endpoint;

    /** Most seconds that any bake waits for an AMI after packer's end; 0 for no limit. */
    private int maxAwaitSeconds;

    /** Most bakes at once; 0 for no limit. */
    private int maxBakes;

    /** Public keys whose signatures count beside this controller's own, as text; or null. */
    private String trustedKeys;

    /** Environments to which only AMIs are deployed that passed a test, as text; or null. */
    private String protectedEnvironments;

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

    /** @throws IllegalArgumentException with one clear line when it is no region, as of all setters here */
    @DataBoundSetter
    public void setDefaultRegion(String defaultRegion) {
        this.defaultRegion = Settings.region(defaultRegion);
        save();
    }

    /** Id of the AWS credentials of bakes that bring no identity; null if none is set. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Settings.text(credentialsId);
        save();
    }

    /** Another EC2 endpoint than AWS's own; null for AWS. */
    public String getEndpoint() {
        return endpoint;
    }

    @DataBoundSetter
    public void setEndpoint(String endpoint) {
        this.endpoint = Settings.endpoint(endpoint);
        save();
    }

    /** Most seconds that any bake waits for an AMI after packer's end; 0 for no limit. */
    public int getMaxAwaitSeconds() {
        return maxAwaitSeconds;
    }

    @DataBoundSetter
    public void setMaxAwaitSeconds(int maxAwaitSeconds) {
        this.maxAwaitSeconds = Settings.limit("maxAwaitSeconds", maxAwaitSeconds);
        save();
    }

    /** How long a bake waits for an AMI that wants to wait so long: that, or the limit. */
    public int awaitSeconds(int wanted) {
        return maxAwaitSeconds > 0 ? Math.min(wanted, maxAwaitSeconds) : wanted;
    }

    /** Most bakes at once; 0 for no limit. */
    public int getMaxBakes() {
        return maxBakes;
    }

    @DataBoundSetter
    public void setMaxBakes(int maxBakes) {
        this.maxBakes = Settings.limit("maxBakes", maxBakes);
        save();
    }

    /** Public keys whose signatures count beside this controller's own, with the jobs they count for; null for none. */
    public String getTrustedKeys() {
        return trustedKeys;
    }

    @DataBoundSetter
    public void setTrustedKeys(String trustedKeys) {
        this.trustedKeys = Settings.trustedKeys(trustedKeys);
        save();
    }

    /**
     * Environments to which only AMIs are deployed that passed a test, with blanks or commas between; {@code prod:qa} is one to which only
     * those are that passed in {@code qa} too. Null for none.
     */
    public String getProtectedEnvironments() {
        return protectedEnvironments;
    }

    @DataBoundSetter
    public void setProtectedEnvironments(String protectedEnvironments) {
        this.protectedEnvironments = Settings.environments(protectedEnvironments);
        save();
    }

    /**
     * What an environment requires of AMIs: the name of the environment in which they must have passed before, empty for a passed test alone.
     * Empty for an environment that is not protected.
     */
    public Optional<String> required(String environment) {
        return Optional.ofNullable(Settings.protectedBy(protectedEnvironments).get(environment));
    }

    /** Takes over the whole form, or, when a part of it is wrong, nothing. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        check(form, "defaultRegion", Settings::region);
        check(form, "endpoint", Settings::endpoint);
        check(form, "trustedKeys", Settings::trustedKeys);
        check(form, "protectedEnvironments", Settings::environments);
        form.put("maxAwaitSeconds", limit(form, "maxAwaitSeconds"));
        form.put("maxBakes", limit(form, "maxBakes"));
        try (BulkChange once = new BulkChange(this)) {
            request.bindJSON(this, form);
            once.commit();
        } catch (IOException e) {
            throw new UncheckedIOException("The settings cannot be saved", e);
        }
        return true;
    }

    private static void check(JSONObject form, String field, Consumer<String> rule) throws FormException {
        try {
            rule.accept(form.optString(field));
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), field);
        }
    }

    private static int limit(JSONObject form, String field) throws FormException {
        check(form, field, typed -> Settings.limit(field, typed));
        return Settings.limit(field, form.optString(field));
    }

    /** The choices of the field: credentials that jobs can use, for administrators alone. */
    @POST
    public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
        return AwsCredentialChoices.of(null, credentialsId);
    }

    /** Checks the field while it is typed: nothing and regions are fine. */
    @POST
    public FormValidation doCheckDefaultRegion(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            return FieldChecks.region(value);
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Checks whether jobs can use the credentials. */
    @POST
    public FormValidation doCheckCredentialsId(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String id = Settings.text(value);
        String complaint = id == null ? null : AwsIdentityResolver.complaint(id, null);
        return complaint == null ? FormValidation.ok() : FormValidation.error(complaint);
    }

    /** Checks the field: nothing and addresses of the web are fine. */
    @POST
    public FormValidation doCheckEndpoint(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            String address = Settings.endpoint(value);
            return address != null && Settings.isReadable(address)
                    ? FormValidation.warning(Messages.AmiBakeryConfiguration_readable())
                    : FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    @POST
    public FormValidation doCheckMaxAwaitSeconds(@QueryParameter String value) {
        return limit("maxAwaitSeconds", value);
    }

    @POST
    public FormValidation doCheckMaxBakes(@QueryParameter String value) {
        return limit("maxBakes", value);
    }

    private static FormValidation limit(String name, String value) {
        return checked(() -> Settings.limit(name, value));
    }

    /** @param rule throws {@link IllegalArgumentException} with one line when the field cannot be right */
    private static FormValidation checked(Runnable rule) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            rule.run();
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Checks the field: nothing and a list of keys are fine. */
    @POST
    public FormValidation doCheckTrustedKeys(@QueryParameter String value) {
        return checked(() -> Settings.trustedKeys(value));
    }

    /** Checks the field: nothing and names of environments are fine. */
    @POST
    public FormValidation doCheckProtectedEnvironments(@QueryParameter String value) {
        return checked(() -> Settings.environments(value));
    }

    /** The button "Replace": signs with another key from now on, and shows the old one for those who want to go on trusting it. */
    @POST
    public FormValidation doReplaceSigningKey() throws IOException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        VerifyingKey old = SigningKey.get().replace();
        return FormValidation.warning(
                old == null
                        ? Messages.AmiBakeryConfiguration_replacedDamaged()
                        : Messages.AmiBakeryConfiguration_replaced(old.pem()));
    }

    /** The button "Check connection": asks AWS, with what is in the form, who the credentials are. Takes seconds. */
    @POST
    public FormValidation doCheckConnection(
            @QueryParameter String defaultRegion,
            @QueryParameter String credentialsId,
            @QueryParameter String endpoint) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        ConnectionCheck check = ConnectionCheck.ofThisController();
        try {
            return Settings.text(credentialsId) == null
                    ? FormValidation.warning(check.look(endpoint))
                    : FormValidation.ok(check.ask(defaultRegion, credentialsId, endpoint));
        } catch (BakeFailedException e) {
            return FormValidation.error(ConnectionCheck.line(e.failure()));
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
