package io.jenkins.plugins.amibakery.config;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.model.Cause;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
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
    private static boolean areThere(String credentialsId, Item item) {
        return found(credentialsId, item) != null;
    }

    /** Why a job does not find such credentials, in one line; null when it does. */
    public static String complaint(String credentialsId, Item item) {
        if (areThere(credentialsId, item)) {
            return null;
        }
        try {
            return Plugin.missing(credentialsId, item == null ? "jobs" : "this job", List.of()) + ".";
        } catch (NoClassDefFoundError e) {
            return needsPlugin(credentialsId) + ".";
        }
    }

    private static String needsPlugin(String credentialsId) {
        return "credentialsId '" + credentialsId + "' needs the plugin AWS Credentials, which is not installed";
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
            throw new BakeFailedException(Failure.of(FailureCause.CREDENTIALS, needsPlugin(credentialsId)), e);
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
            if (found == null) {
                throw absent(credentialsId, "this job", known(run));
            }
            CredentialsProvider.track(run, found);
            return AwsIdentityResolver.keys(credentialsId, (AwsCredentialsProvider) found);
        }

        static StaticKeys keys(String credentialsId, Item item) {
            AmazonWebServicesCredentials found = found(credentialsId, item);
            if (found == null) {
                throw absent(credentialsId, item == null ? "jobs" : "this job", List.of());
            }
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
            if (found == null) {
                throw absent(credentialsId, "its folder", List.of());
            }
            return AwsIdentityResolver.keys(credentialsId, (AwsCredentialsProvider) found);
        }

        static AmazonWebServicesCredentials found(String credentialsId, Item item) {
            return CredentialsMatchers.firstOrNull(
                    AwsCredentialChoices.Plugin.all(item), CredentialsMatchers.withId(credentialsId));
        }

        private static BakeFailedException absent(String credentialsId, String user, List<String> known) {
            return new BakeFailedException(FailureCause.CREDENTIALS, missing(credentialsId, user, known));
        }

        static String missing(String credentialsId, String user, List<String> known) {
            boolean system = CredentialsMatchers.firstOrNull(
                            CredentialsProvider.lookupCredentialsInItemGroup(
                                    AmazonWebServicesCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of()),
                            CredentialsMatchers.withId(credentialsId))
                    != null;
            return system
                    ? MissingCredentials.ofSystem(credentialsId)
                    : MissingCredentials.line(credentialsId, user, known);
        }

        /** The ids that the job would find, if who started the build may configure the job, and so see them in its forms. */
        private static List<String> known(Run<?, ?> run) {
            Job<?, ?> job = run.getParent();
            boolean mayKnow = run.getCauses().stream()
                    .filter(Cause.UserIdCause.class::isInstance)
                    .map(cause -> ((Cause.UserIdCause) cause).getUserId())
                    .filter(Objects::nonNull)
                    .map(id -> User.getById(id, false))
                    .anyMatch(user -> user != null && job.hasPermission2(user.impersonate2(), Item.CONFIGURE));
            return !mayKnow
                    ? List.of()
                    : AwsCredentialChoices.Plugin.all(job).stream()
                            .map(IdCredentials::getId)
                            .distinct()
                            .toList();
        }
    }
}
