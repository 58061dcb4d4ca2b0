package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** As whom AWS is called, by AWS's own word. */
public final class AwsIdentity {
    private static final String WHO_AM_I = "sts:GetCallerIdentity";

    private AwsIdentity() {}

    /**
     * An identity as AWS knows it.
     *
     * @param account the account, twelve digits
     * @param arn the user, or the session of a role
     */
    public record WhoAmI(String account, String arn) {}

    /**
     * Asks STS, which needs no right at all.
     *
     * @throws BakeFailedException with one clear line when there are no credentials,
     *     or AWS refuses them, or cannot be reached
     */
    public static WhoAmI whoAmI(AwsAccess access, Region region) {
        Profiles profiles = Profiles.of(access);
        try (SdkClients connection = new SdkClients(access, profiles, Timeouts.USUAL)) {
            StsClient sts = connection.sts(region, new Credentials(access, profiles, connection).in(region));
            GetCallerIdentityResponse answer = sts.getCallerIdentity();
            return new WhoAmI(answer.account(), answer.arn());
        } catch (SdkException | UncheckedIOException | BakeFailedException e) {
            throw ErrorTranslator.hiding(access).of(WHO_AM_I, region, new Endpoints(access, profiles).sts(region), e);
        }
    }

    /**
     * What to set over the environment of a program so that it is the very identity of an access, its role included: then keys
     * of the role's session are among it, good for as long as the role's duration. Holds secrets.
     *
     * @param region where the role is assumed; where none is known, in the role's own partition
     * @throws BakeFailedException when the role cannot be assumed, or nobody tells where
     */
    public static Map<String, String> environmentOf(AwsAccess access, Optional<Region> region) {
        if (access.role().isEmpty()) {
            return access.identityVariables();
        }
        String arn = access.role().get().arn();
        Region where = region.or(() -> Partitions.anyRegion(arn))
                .orElseThrow(() -> new BakeFailedException(
                        FailureCause.CREDENTIALS,
                        "It is not known in which region to assume the role " + arn
                                + "; give a region of its partition"));
        return access.withKeys(session(access, where)).identityVariables();
    }

    private static StaticKeys session(AwsAccess access, Region region) {
        Profiles profiles = Profiles.of(access);
        try (SdkClients connection = new SdkClients(access, profiles, Timeouts.USUAL)) {
            return keys(new Credentials(access, profiles, connection).in(region).resolveCredentials());
        } catch (SdkException | UncheckedIOException | BakeFailedException e) {
            throw ErrorTranslator.hiding(access)
                    .of("sts:AssumeRole", region, new Endpoints(access, profiles).sts(region), e);
        }
    }

    private static StaticKeys keys(AwsCredentialsIdentity identity) {
        Optional<String> token = identity instanceof AwsSessionCredentials session
                ? Optional.of(session.sessionToken())
                : Optional.empty();
        return new StaticKeys(identity.accessKeyId(), identity.secretAccessKey(), token);
    }
}
