package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Says in our words why a call to AWS failed: one line, with what was called and where, and no secret. */
public final class ErrorTranslator {
    private static final int DEEPEST = 12;

    private final Masker masker;

    private ErrorTranslator(Masker masker) {
        this.masker = masker;
    }

    /** Hides the secrets of an access. */
    public static ErrorTranslator hiding(AwsAccess access) {
        List<String> secrets = new ArrayList<>();
        access.keys().ifPresent(keys -> addSecrets(secrets, keys));
        AwsEnvironment environment = new AwsEnvironment(access.environment());
        environment.keys().ifPresent(keys -> addSecrets(secrets, keys));
        environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN").ifPresent(secrets::add);
        return new ErrorTranslator(new Masker(secrets));
    }

    private static void addSecrets(List<String> secrets, StaticKeys keys) {
        secrets.add(keys.secretAccessKey());
        keys.sessionToken().ifPresent(secrets::add);
    }

    /**
     * What to throw for what the SDK threw.
     *
     * @param action the IAM action that was called
     * @throws CancellationException when the thread was interrupted; the thread stays interrupted
     */
    BakeFailedException of(String action, Region region, URI endpoint, RuntimeException thrown) {
        for (Throwable cause : causes(thrown)) {
            if (cause instanceof AbortedException || cause instanceof InterruptedException) {
                throw interrupted(action, thrown);
            }
            if (cause instanceof BakeFailedException ours) {
                return ours;
            }
        }
        CalledAction place = new CalledAction(action, region, endpoint);
        for (Throwable cause : causes(thrown)) {
            if (cause instanceof AwsServiceException answer) {
                return failed(AwsError.of(answer).failure(place), thrown);
            }
        }
        return client(place, thrown);
    }

    private BakeFailedException client(CalledAction place, RuntimeException thrown) {
        for (Throwable cause : causes(thrown)) {
            Optional<String> reason = unreachable(cause);
            if (reason.isPresent()) {
                return failed(Failure.of(FailureCause.UNREACHABLE, place.endpoint() + " " + reason.get()), thrown);
            }
        }
        String message = String.valueOf(thrown.getMessage());
        FailureCause cause = message.contains("credentials") ? FailureCause.CREDENTIALS : FailureCause.UNKNOWN;
        return failed(Failure.of(cause, place.what() + ": " + AwsError.brief(message)), thrown);
    }

    private static Optional<String> unreachable(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return Optional.of("cannot be reached: its name is not known");
        }
        if (cause instanceof ApiCallTimeoutException || cause instanceof ApiCallAttemptTimeoutException) {
            return Optional.of("did not answer in time");
        }
        if (cause instanceof SocketTimeoutException) {
            return Optional.of(
                    String.valueOf(cause.getMessage()).contains("connect")
                            ? "cannot be reached: no connection in time"
                            : "did not answer in time");
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return Optional.of("cannot be reached: " + plain(cause));
        }
        if (cause instanceof SSLException) {
            return Optional.of("cannot be trusted or does not speak TLS: " + plain(cause));
        }
        if (cause instanceof XMLStreamException) {
            boolean half = String.valueOf(cause.getMessage()).contains("Premature end");
            return Optional.of(half ? "broke off its answer" : "answered something other than AWS's XML");
        }
        return cause instanceof IOException ? Optional.of("broke off its answer: " + plain(cause)) : Optional.empty();
    }

    /** Whether an answer began well and could not be read to its end. */
    static boolean isHalfAnAnswer(Throwable thrown) {
        return causes(thrown).stream().anyMatch(XMLStreamException.class::isInstance);
    }

    private BakeFailedException failed(Failure failure, Throwable cause) {
        return new BakeFailedException(
                new Failure(failure.where(), failure.cause(), masker.mask(failure.detail())), cause);
    }

    /** A message without the class names of what was thrown; the class's own name when there is none. */
    static String plain(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : AwsError.brief(message).replaceFirst("^(?:[a-z]\\w*\\.)+[A-Z]\\w*: ", "");
    }

    /** Interrupted is not failed: it is let through, and the thread stays interrupted. */
    static CancellationException interrupted(String what, Throwable cause) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("Interrupted during " + what);
        cancelled.initCause(cause);
        return cancelled;
    }

    /** The same for a caller that declares {@link InterruptedException}. */
    public static InterruptedException asInterrupted(CancellationException cancelled) {
        if (!Thread.interrupted()) {
            throw cancelled;
        }
        InterruptedException interrupted = new InterruptedException(cancelled.getMessage());
        interrupted.initCause(cancelled);
        return interrupted;
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && causes.size() < DEEPEST; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
