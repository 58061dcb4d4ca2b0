package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * An answer by which an AWS service refuses.
 *
 * @param service which service, such as {@code Ec2} or {@code Sts}; empty when unknown
 * @param code AWS's word for the reason; empty when the answer was not AWS's
 * @param message AWS's sentence
 * @param status the HTTP status
 * @param requestId what AWS's support asks for; empty when there is none
 */
public record AwsError(String service, String code, String message, int status, String requestId) {
    private static final int LONGEST = 400;

    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidIdentityToken",
            "InvalidToken",
            "MissingAuthenticationToken",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private static final Set<String> DENIED = Set.of(
            "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "OperationNotPermitted", "OptInRequired");

    private static final Set<String> THROTTLED = Set.of(
            "RequestLimitExceeded",
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "TooManyRequestsException",
            "SlowDown",
            "EC2ThrottledException");

    static AwsError of(AwsServiceException thrown) {
        boolean told = thrown.awsErrorDetails() != null;
        return new AwsError(
                told ? text(thrown.awsErrorDetails().serviceName()) : "",
                told ? text(thrown.awsErrorDetails().errorCode()) : "",
                told ? text(thrown.awsErrorDetails().errorMessage()) : "",
                thrown.statusCode(),
                text(thrown.requestId()));
    }

    /** The code of what was thrown; empty when it is no answer of AWS's. */
    public static String codeOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException answer) {
                return of(answer).code();
            }
        }
        return "";
    }

    /** The HTTP status of what was thrown; 0 when it is no answer of AWS's. A question for an object's head has a status and no code. */
    public static int statusOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException answer) {
                return answer.statusCode();
            }
        }
        return 0;
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }

    /** The reason in our words. */
    Failure failure(CalledAction place) {
        if (code.isEmpty()) {
            return notAws(place);
        }
        // With roles, the call that failed may be one the SDK made to STS before ours.
        boolean before = "Sts".equalsIgnoreCase(service) && !place.action().startsWith("sts:");
        String what = before ? "sts:AssumeRole, before " + place.what() + "," : place.what();
        FailureCause cause = cause();
        return Failure.of(
                cause, what + " " + verb(cause) + ": " + brief(message) + " (" + code + reference(cause) + ")");
    }

    private FailureCause cause() {
        if (THROTTLED.contains(code)) {
            return FailureCause.THROTTLED;
        }
        if (DENIED.contains(code) || message.startsWith("Not authorized for images")) {
            return FailureCause.ACCESS_DENIED;
        }
        if (BAD_CREDENTIALS.contains(code)) {
            return FailureCause.CREDENTIALS;
        }
        if (code.endsWith("LimitExceeded")) {
            return FailureCause.QUOTA;
        }
        return status == 503 ? FailureCause.UNREACHABLE : FailureCause.UNKNOWN;
    }

    private static String verb(FailureCause cause) {
        return switch (cause) {
            case ACCESS_DENIED -> "is denied";
            case THROTTLED -> "is throttled";
            case CREDENTIALS -> "was refused because of its credentials";
            default -> "failed";
        };
    }

    private String reference(FailureCause cause) {
        boolean forSupport = cause == FailureCause.UNKNOWN || cause == FailureCause.UNREACHABLE;
        return forSupport && !requestId.isEmpty() ? ", request " + requestId : "";
    }

    private Failure notAws(CalledAction place) {
        String hint = status == 407 ? " (a proxy wants to know a user and a password)" : "";
        return Failure.of(
                status >= 500 || status == 407 ? FailureCause.UNREACHABLE : FailureCause.UNKNOWN,
                place.endpoint() + " answered HTTP " + status + hint + " to " + place.action() + ", not as AWS would");
    }

    /** The part of a message that a person reads: no encoded blob, no canonical request, no endless text. */
    static String brief(String message) {
        String text = message.replaceFirst("(?s)\\s*Encoded authorization failure message:.*", "")
                .replaceFirst("(?s)\\s*The Canonical String for this request should have been.*", "")
                .replaceFirst("(?s)\\s*\\((?:Service|SDK Attempt Count):.*", "")
                .strip()
                .replaceAll("\\s+", " ");
        String sentence = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + "…";
    }
}
