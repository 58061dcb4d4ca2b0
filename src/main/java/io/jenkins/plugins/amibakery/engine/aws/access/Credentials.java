package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Settles on the one identity that an {@link AwsAccess} means, in the order of packer's and AWS's own tools. The SDK's default
 * chain is not used: it reads this JVM's environment.
 */
public final class Credentials {
    private final AwsAccess access;
    private final AwsEnvironment environment;
    private final Profiles profiles;
    private final StsCredentials roles;
    private AwsCredentialsProvider settled;

    public Credentials(AwsAccess access, Profiles profiles, SdkClients connection) {
        this.access = access;
        this.environment = new AwsEnvironment(access.environment());
        this.profiles = profiles;
        this.roles = new StsCredentials(connection);
    }

    /**
     * The identity; roles are assumed in the region that is asked first.
     *
     * @throws BakeFailedException when what was given cannot be an identity
     */
    public synchronized AwsCredentialsProvider in(Region region) {
        if (settled == null) {
            AwsCredentialsProvider own = own(region);
            settled =
                    access.role().map(role -> roles.assumed(role, region, own)).orElse(own);
        }
        return settled;
    }

    private AwsCredentialsProvider own(Region region) {
        return access.keys()
                .map(Credentials::fixed)
                .orElseGet(() -> access.profile()
                        .map(name -> profile(name, region).orElseThrow(() -> noKeys(name)))
                        .orElseGet(() -> surrounding(region)));
    }

    private AwsCredentialsProvider surrounding(Region region) {
        return environment
                .keys()
                .map(Credentials::fixed)
                .or(() -> roles.ofWebIdentity(environment, region))
                .or(() -> profiles.chosen().isPresent() || profiles.active().isPresent()
                        ? profile(profiles.chosen().orElse("default"), region)
                        : Optional.empty())
                .or(() -> ContainerCredentials.of(environment))
                .orElseGet(this::instanceRole);
    }

    private Optional<AwsCredentialsProvider> profile(String name, Region region) {
        return new ProfileCredentials(profiles, environment, roles, region, this::instanceRole).of(name);
    }

    private BakeFailedException noKeys(String profile) {
        return new BakeFailedException(
                FailureCause.CREDENTIALS,
                "Profile '" + profile + "' in " + profiles.places() + " has no keys, role, or other credentials");
    }

    private AwsCredentialsProvider instanceRole() {
        if (environment.isTrue("AWS_EC2_METADATA_DISABLED")) {
            throw new BakeFailedException(
                    FailureCause.CREDENTIALS,
                    "No AWS credentials: no keys, no web identity, no profile, no container's role,"
                            + " and the instance's role is switched off by AWS_EC2_METADATA_DISABLED");
        }
        InstanceProfileCredentialsProvider.Builder provider = InstanceProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.aggregator().build())
                .profileName("default");
        environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT").ifPresent(provider::endpoint);
        return provider.build();
    }

    public static AwsCredentialsProvider fixed(StaticKeys keys) {
        return StaticCredentialsProvider.create(sdk(keys));
    }

    static AwsCredentials sdk(StaticKeys keys) {
        return keys.sessionToken()
                .<AwsCredentials>map(
                        token -> AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
    }
}
