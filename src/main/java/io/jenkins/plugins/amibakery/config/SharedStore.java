package io.jenkins.plugins.amibakery.config;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.documents.BucketPlace;
import io.jenkins.plugins.amibakery.engine.aws.documents.S3Store;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.store.CopiedStore;
import io.jenkins.plugins.amibakery.engine.store.DocumentName;
import io.jenkins.plugins.amibakery.engine.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The section "AMI Bakery: shared attestations" of Manage Jenkins, System: a place in S3 for what is attested of AMIs, which controllers and terminals
 * share.
 */
@Extension
@Symbol("amiBakeryStore")
public final class SharedStore extends GlobalConfiguration {
    private static final DocumentName ANY = new DocumentName("amis/none.json");

    /** Such as {@code s3://bucket/prefix}; null for this controller's own directory. */
    private String place;

    /** Id of AWS credentials; null for the identity of the machine that Jenkins runs on. */
    private String credentialsId;

    public SharedStore() {
        load();
    }

    /** The settings in force. */
    public static SharedStore get() {
        return ExtensionList.lookupSingleton(SharedStore.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.SharedStore_displayName();
    }

    /** Such as {@code s3://bucket/prefix}; null for this controller's own directory. */
    public String getPlace() {
        return place;
    }

    /** @throws IllegalArgumentException with one line when it is no place in S3 */
    @DataBoundSetter
    public void setPlace(String place) {
        this.place = checked(place);
        save();
    }

    /** Id of the AWS credentials; null for the identity of the machine that Jenkins runs on. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Settings.text(credentialsId);
        save();
    }

    private static String checked(String place) {
        String given = Settings.text(place);
        if (given != null) {
            BucketPlace.read(given);
        }
        return given;
    }

    /**
     * The store; to be closed.
     *
     * @param own this controller's, which keeps copies of what is shared
     * @throws BakeFailedException with one line when the credentials cannot be used
     */
    Store open(Store own) {
        return place == null ? own : new CopiedStore(shared(place, credentialsId), own);
    }

    private static Store shared(String place, String credentialsId) {
        AmiBakeryConfiguration settings = AmiBakeryConfiguration.get();
        Map<String, String> environment = new HashMap<>(credentialsId == null ? System.getenv() : Map.of());
        environment.putAll(ControllerProxy.variables());
        AwsAccess access = AwsAccess.ofEnvironment(environment);
        if (credentialsId != null) {
            access = access.withKeys(AwsIdentityResolver.keys(credentialsId));
        }
        if (settings.getEndpoint() != null) {
            access = access.withEndpoint(URI.create(settings.getEndpoint()));
        }
        String region = settings.getDefaultRegion();
        return new S3Store(
                access, BucketPlace.read(place), region == null ? BucketPlace.ANY_REGION : new Region(region));
    }

    /** Takes over the whole form, or, when a part of it is wrong, nothing. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        try (BulkChange once = new BulkChange(this)) {
            checked(form.optString("place"));
            request.bindJSON(this, form);
            once.commit();
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), "place");
        } catch (IOException e) {
            throw new UncheckedIOException("The settings cannot be saved", e);
        }
        return true;
    }

    /** The choices of the field: credentials that jobs can use, for administrators alone. */
    @POST
    public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
        return AwsCredentialChoices.of(null, credentialsId);
    }

    /** Checks the field while it is typed: nothing and places in S3 are fine. */
    @POST
    public FormValidation doCheckPlace(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            checked(value);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** The button "Check store": reads there, with what is in the form. Takes seconds. */
    @POST
    public FormValidation doCheckStore(@QueryParameter String place, @QueryParameter String credentialsId) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            String given = checked(place);
            if (given == null) {
                return FormValidation.ok(Messages.SharedStore_own());
            }
            try (Store store = shared(given, Settings.text(credentialsId))) {
                store.read(ANY);
                return FormValidation.ok(Messages.SharedStore_readable(given));
            }
        } catch (BakeFailedException e) {
            return FormValidation.error(e.failure().detail());
        } catch (IllegalArgumentException | IOException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
