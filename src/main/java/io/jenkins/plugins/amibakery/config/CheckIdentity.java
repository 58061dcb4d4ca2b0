package io.jenkins.plugins.amibakery.config;

import hudson.model.Item;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import java.net.URI;

/** As whom the cloud is asked what is new, on behalf of a job. */
public final class CheckIdentity {
    private final String credentialsId;
    private final Item item;
    private final Object found;

    private CheckIdentity(String credentialsId, Item item) {
        this.credentialsId = credentialsId;
        this.item = item;
        this.found = AwsIdentityResolver.found(credentialsId, item);
    }

    /**
     * Credentials as a job finds them.
     *
     * @param credentialsId their id; null or blank for those of the global configuration
     * @return null when neither names any
     */
    public static CheckIdentity of(String credentialsId, Item item) {
        String own = Settings.text(credentialsId);
        String id = own == null ? AmiBakeryConfiguration.get().getCredentialsId() : own;
        return id == null ? null : new CheckIdentity(id, item);
    }

    public String credentialsId() {
        return credentialsId;
    }

    /**
     * The keys, fresh; may call AWS.
     *
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException with one clear line when there are none, or they are bad
     */
    public StaticKeys keys() {
        return AwsIdentityResolver.keys(credentialsId, item);
    }

    /**
     * For calls from this controller, through its proxy; may call AWS.
     *
     * @param endpoint another EC2 endpoint than AWS's own; empty for AWS
     */
    public AwsAccess access(String endpoint) {
        AwsAccess access = AwsAccess.ofEnvironment(ControllerProxy.variables()).withKeys(keys());
        return endpoint.isEmpty() ? access : access.withEndpoint(URI.create(endpoint));
    }

    /** Whether it is the same entry of Jenkins' credentials: those of two folders may have the same id. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CheckIdentity identity
                && credentialsId.equals(identity.credentialsId)
                && found == identity.found
                && (found != null || item.equals(identity.item));
    }

    @Override
    public int hashCode() {
        return credentialsId.hashCode();
    }
}
