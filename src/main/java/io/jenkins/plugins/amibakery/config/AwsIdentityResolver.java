package io.jenkins.plugins.amibakery.config;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Turns AWS credentials that Jenkins keeps into explicit values. Credentials that name a role assume it from the controller, so
 * it may call AWS and take seconds. The plugin AWS Credentials may be absent.
 */
public final class AwsIdentityResolver {
    private static final int LONGEST_REASON = 300;

    private AwsIdentityResolver() {}

    /**
     * The keys behind credentials, fresh: those of a session where the credentials assume a role. The build counts as their user.
     *
     * @param credentialsId the credentials' id
     * @param run the build that wants them; it must be allowed to
     * @throws BakeFailedException with one clear line when there are no such credentials, or they cannot be used
     */
    public static StaticKeys keys(String credentialsId, Run<?, ?> run) {
        return guarded(credentialsId, () -> Plugin.keys(credentialsId, run));
    }

    /** The same for a job outside of its builds. */
    public static StaticKeys keys(String credentialsId, Item item) {
        return guarded(credentialsId, () -> Plugin.keys(credentialsId, item));
    }

    /**
     * The same for what was in a folder and is gone.
     *
     * @param group the folder, or Jenkins itself; null when that is gone too
     */
    public static StaticKeys keysBelow(String credentialsId, ItemGroup<?> group) {
        return guarded(credentialsId, () -> Plugin.keysBelow(credentialsId, group));
    }

    /** The same for Jenkins itself, of credentials that every job may use. */
    static StaticKeys keys(String credentialsId) {
        return guarded(credentialsId, () -> Plugin.keys(credentialsId, (Item) null));
    }

    /** Whether a job finds such credentials; never whether they are good. */
    public static boolean areThere(String credentialsId, Item item) {
        return found(credentialsId, item) != null;
    }

    /** The entry that a job finds, to tell it from others of the same id; null for none. */
    static Object found(String credentialsId, Item item) {
        try {
            return Plugin.found(credentialsId, item);
        } catch (NoClassDefFoundError e) {
            return null;
        }
    }

    private static StaticKeys guarded(String credentialsId, Supplier<StaticKeys> keys) {
        try {
            return keys.get();
        } catch (NoClassDefFoundError e) {
            throw new BakeFailedException(
                    Failure.of(
                            FailureCause.CREDENTIALS,
                            "credentialsId '" + credentialsId
                                    + "' needs the plugin AWS Credentials, which is not installed"),
                    e);
        }
    }

    /**
     * The keys that the SDK's kind of credentials gives out.
     *
     * @param credentialsId for messages
     * @throws CancellationException when the thread was interrupted; it stays interrupted
     */
    static StaticKeys keys(String credentialsId, AwsCredentialsProvider provider) {
        AwsCredentials keys;
        try {
            keys = provider.resolveCredentials();
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw (CancellationException) new CancellationException("Interrupted").initCause(e);
            }
            throw unusable(credentialsId, reason(e), e);
        }
        if (keys == null) {
            throw unusable(credentialsId, "they hold neither keys nor a role", null);
        }
        Optional<String> token =
                keys instanceof AwsSessionCredentials session ? Optional.of(session.sessionToken()) : Optional.empty();
        return new StaticKeys(keys.accessKeyId(), keys.secretAccessKey(), token);
    }

    private static BakeFailedException unusable(String credentialsId, String reason, RuntimeException cause) {
        return new BakeFailedException(
                Failure.of(
                        FailureCause.CREDENTIALS,
                        "The AWS credentials '" + credentialsId + "' cannot be used: " + reason),
                cause);
    }

    private static String reason(RuntimeException thrown) {
        String message = thrown.getMessage();
        String reason = message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message.strip();
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
    }

    /** What needs the optional plugin; loaded when it is asked. */
    private static final class Plugin {
        static StaticKeys keys(String credentialsId, Run<?, ?> run) {
            AmazonWebServicesCredentials found =
                    CredentialsProvider.findCredentialById(credentialsId, AmazonWebServicesCredentials.class, run);
            CredentialsProvider.track(run, present(credentialsId, found, "this job"));
            return AwsIdentityResolver.keys(credentialsId, (AwsCredentialsProvider) found);
        }

        static StaticKeys keys(String credentialsId, Item item) {
            AmazonWebServicesCredentials found =
                    present(credentialsId, found(credentialsId, item), item == null ? "every job" : "this job");
            if (item != null) {
                CredentialsProvider.track(item, found);
            }
            return AwsIdentityResolver.keys(credentialsId, (AwsCredentialsProvider) found);
        }

        static StaticKeys keysBelow(String credentialsId, ItemGroup<?> group) {
            AmazonWebServicesCredentials found = group == null
                    ? null
                    : CredentialsMatchers.firstOrNull(
                            CredentialsProvider.lookupCredentialsInItemGroup(
                                    AmazonWebServicesCredentials.class, group, ACL.SYSTEM2, List.of()),
                            JobCredentials.withId(credentialsId));
            return AwsIdentityResolver.keys(
                    credentialsId, (AwsCredentialsProvider) present(credentialsId, found, "its folder"));
        }

        static AmazonWebServicesCredentials found(String credentialsId, Item item) {
            return CredentialsMatchers.firstOrNull(
                    CredentialsProvider.lookupCredentialsInItem(
                            AmazonWebServicesCredentials.class, item, JobCredentials.authentication(item), List.of()),
                    JobCredentials.withId(credentialsId));
        }

        private static AmazonWebServicesCredentials present(
                String credentialsId, AmazonWebServicesCredentials found, String user) {
            if (found == null) {
                throw new BakeFailedException(
                        FailureCause.CREDENTIALS,
                        "There are no AWS credentials '" + credentialsId + "' that " + user + " may use");
            }
            return found;
        }
    }
}
