package io.jenkins.plugins.amibakery.config;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.engine.aws.StaticKeys;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Turns AWS credentials that Jenkins keeps into explicit values. */
public final class AwsIdentityResolver {
    private AwsIdentityResolver() {}

    /**
     * The keys behind credentials, fresh: those of a session where the credentials assume a role.
     *
     * @param credentialsId the credentials' id
     * @param run the build that wants them; it must be allowed to
     * @throws BakeFailedException with one clear line when there are no such credentials
     */
    public static StaticKeys keys(String credentialsId, Run<?, ?> run) {
        try {
            return Plugin.keys(credentialsId, run);
        } catch (NoClassDefFoundError e) {
            throw new BakeFailedException(
                    FailureCause.CREDENTIALS,
                    "credentialsId '" + credentialsId + "' needs the plugin AWS Credentials, which is not installed");
        }
    }

    /** What needs the optional plugin; loaded when it is asked. */
    private static final class Plugin {
        static StaticKeys keys(String credentialsId, Run<?, ?> run) {
            AmazonWebServicesCredentials found =
                    CredentialsProvider.findCredentialById(credentialsId, AmazonWebServicesCredentials.class, run);
            if (found == null) {
                throw new BakeFailedException(
                        FailureCause.CREDENTIALS, "There are no AWS credentials '" + credentialsId + "' for this job");
            }
            CredentialsProvider.track(run, found);
            AwsCredentials keys = found.resolveCredentials();
            Optional<String> token = keys instanceof AwsSessionCredentials session
                    ? Optional.of(session.sessionToken())
                    : Optional.empty();
            return new StaticKeys(keys.accessKeyId(), keys.secretAccessKey(), token);
        }
    }
}
