package io.jenkins.plugins.amibakery.engine.aws.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Why AWS did not do what it was asked, in one line of ours. */
class AwsErrorTest {
    private static final Region REGION = new Region("us-west-2");
    private static final URI ENDPOINT = URI.create("https://ec2.us-west-2.amazonaws.com");
    private static final String ACTION = "ec2:DescribeImages";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final ErrorTranslator translator = ErrorTranslator.hiding(
            AwsAccess.ofEnvironment(Map.of("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Bearer of-the-container"))
                    .withKeys(new StaticKeys("AKIA", SECRET, Optional.of("FwoGZXIvYXdzEBYaDD"))));

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @CsvSource({
        "AuthFailure, CREDENTIALS",
        "ExpiredToken, CREDENTIALS",
        "RequestExpired, CREDENTIALS",
        "SignatureDoesNotMatch, CREDENTIALS",
        "UnrecognizedClientException, CREDENTIALS",
        "UnauthorizedOperation, ACCESS_DENIED",
        "AccessDenied, ACCESS_DENIED",
        "OptInRequired, ACCESS_DENIED",
        "RequestLimitExceeded, THROTTLED",
        "Throttling, THROTTLED",
        "SlowDown, THROTTLED",
        "VcpuLimitExceeded, QUOTA",
        "InstanceLimitExceeded, QUOTA",
        "InternalError, UNKNOWN",
        "InvalidAMIID.NotFound, UNKNOWN",
    })
    void eachCodeHasItsCause(String code, FailureCause cause) {
        assertThat(failure("Ec2", code, "because", 400).cause()).isEqualTo(cause);
    }

    @Test
    void anEndpointThatIsOverloadedIsUnreachableForNow() {
        assertThat(failure("Ec2", "Unavailable", "try later", 503).cause()).isEqualTo(FailureCause.UNREACHABLE);
    }

    @Test
    void anImageThatIsNotSharedIsDeniedWhateverTheCode() {
        Failure failure = failure("Ec2", "AuthFailure", "Not authorized for images: [ami-0123]", 400);

        assertThat(failure.cause()).isEqualTo(FailureCause.ACCESS_DENIED);
        assertThat(failure.detail()).contains("is denied").doesNotContain("credentials");
    }

    @Test
    void theCallThatFailedMayBeOneBeforeOurs() {
        assertThat(failure("Sts", "AccessDenied", "x", 403).detail())
                .startsWith("sts:AssumeRole, before ec2:DescribeImages in us-west-2, is denied: x (AccessDenied)");
        assertThat(AwsError.of(answer("Sts", "AccessDenied", "x", 403))
                        .failure(new CalledAction("sts:GetCallerIdentity", REGION, ENDPOINT))
                        .detail())
                .startsWith("sts:GetCallerIdentity in us-west-2 is denied");
    }

    @Test
    void onlyWhatNobodyUnderstandsNamesItsRequestForSupport() {
        assertThat(failure("Ec2", "InternalError", "x", 500).detail()).endsWith("(InternalError, request req-1)");
        assertThat(failure("Ec2", "AccessDenied", "x", 403).detail()).endsWith("(AccessDenied)");
    }

    @ParameterizedTest
    @CsvSource({
        "502, UNREACHABLE, answered HTTP 502 to",
        "407, UNREACHABLE, answered HTTP 407 (a proxy wants to know a user and a password) to",
        "404, UNKNOWN, answered HTTP 404 to",
    })
    void whatIsNotAwsIsSaidToBeAnother(int status, FailureCause cause, String text) {
        Failure failure = AwsError.of(
                        AwsServiceException.builder().statusCode(status).build())
                .failure(new CalledAction(ACTION, REGION, ENDPOINT));

        assertThat(failure.cause()).isEqualTo(cause);
        assertThat(failure.detail()).contains(ENDPOINT.toString(), text, "not as AWS would");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You are not allowed. Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuUMCm-abc"
                        + "|You are not allowed",
                "no match.  The Canonical String for this request should have been 'GET /'|no match",
                "gone (Service: Ec2, Status Code: 400, Request ID: 1)|gone",
                "a   lot  of space.|a lot of space",
            })
    void aMessageIsCutToWhatAPersonReads(String message, String brief) {
        assertThat(AwsError.brief(message)).isEqualTo(brief);
    }

    @Test
    void aMessageWithoutEndIsCut() {
        assertThat(AwsError.brief("x".repeat(100_000))).hasSize(401).endsWith("…");
        assertThat(AwsError.brief("line\nand\nline")).isEqualTo("line and line");
    }

    @Test
    void theCodeIsFoundAtAnyDepth() {
        assertThat(AwsError.codeOf(new RuntimeException(new IOException(answer("Ec2", "Throttling", "x", 400)))))
                .isEqualTo("Throttling");
        assertThat(AwsError.codeOf(new RuntimeException("x"))).isEmpty();
        assertThat(AwsError.codeOf(null)).isEmpty();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(new UnknownHostException("ec2"), "cannot be reached: its name is not known"),
                Arguments.of(
                        new SocketTimeoutException("connect timed out"), "cannot be reached: no connection in time"),
                Arguments.of(new SocketTimeoutException("Read timed out"), "did not answer in time"),
                Arguments.of(ApiCallTimeoutException.create(1_000), "did not answer in time"),
                Arguments.of(new ConnectException("Connection refused"), "cannot be reached: Connection refused"),
                Arguments.of(new NoRouteToHostException("No route to host"), "cannot be reached: No route to host"),
                Arguments.of(
                        new SSLHandshakeException("PKIX path building failed"),
                        "cannot be trusted or does not speak TLS: PKIX path building failed"),
                Arguments.of(new XMLStreamException("Premature end of file"), "broke off its answer"),
                Arguments.of(
                        new XMLStreamException("Content is not allowed"), "answered something other than AWS's XML"),
                Arguments.of(new IOException("Connection reset"), "broke off its answer: Connection reset"),
                Arguments.of(new IOException(), "broke off its answer: IOException"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aLineThatIsBrokenIsUnreachable(Exception cause, String text) {
        BakeFailedException failed = translated(SdkClientException.create("Unable to execute HTTP request", cause));

        assertThat(failed.failure().cause()).isEqualTo(FailureCause.UNREACHABLE);
        assertThat(failed.failure().detail()).isEqualTo(ENDPOINT + " " + text);
    }

    @Test
    void noSecretOfTheAccessIsInAnyMessage() {
        BakeFailedException failed = translated(answer(
                "Ec2", "AuthFailure", "bad " + SECRET + " and FwoGZXIvYXdzEBYaDD and Bearer of-the-container", 401));

        assertThat(failed.failure().detail())
                .contains("bad **** and **** and ****")
                .doesNotContain(SECRET, "FwoGZ", "of-the-container");
    }

    @Test
    void anInterruptionIsLetThroughAndTheThreadStaysInterrupted() {
        for (RuntimeException thrown : new RuntimeException[] {
            AbortedException.create("aborted"), SdkClientException.create("x", new InterruptedException())
        }) {
            assertThatThrownBy(() -> translated(thrown))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("Interrupted during " + ACTION);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whoDeclaresAnInterruptionGetsOneAndTheMarkIsTaken() {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("Interrupted during x");

        assertThat(ErrorTranslator.asInterrupted(cancelled)).hasMessage("Interrupted during x");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThatThrownBy(() -> ErrorTranslator.asInterrupted(cancelled))
                .as("a cancel that is no interruption")
                .isSameAs(cancelled);
    }

    @Test
    void whatWeThrewOurselvesStaysAsItIs() {
        BakeFailedException ours = new BakeFailedException(FailureCause.QUOTA, "of ours");

        assertThat(translated(SdkClientException.create("x", ours))).isSameAs(ours);
    }

    @Test
    void credentialsThatCannotBeLoadedAreThat() {
        assertThat(translated(SdkClientException.create("Unable to load credentials from any of the providers"))
                        .failure()
                        .cause())
                .isEqualTo(FailureCause.CREDENTIALS);
        assertThat(translated(SdkClientException.create("something else"))
                        .failure()
                        .cause())
                .isEqualTo(FailureCause.UNKNOWN);
    }

    @Test
    void causesThatGoRoundInACircleEnd() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(translated(SdkClientException.create("x", second)).failure().cause())
                .isEqualTo(FailureCause.UNKNOWN);
    }

    private BakeFailedException translated(RuntimeException thrown) {
        return translator.of(ACTION, REGION, ENDPOINT, thrown);
    }

    private static Failure failure(String service, String code, String message, int status) {
        return AwsError.of(answer(service, code, message, status)).failure(new CalledAction(ACTION, REGION, ENDPOINT));
    }

    private static AwsServiceException answer(String service, String code, String message, int status) {
        return AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(service)
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .statusCode(status)
                .requestId("req-1")
                .build();
    }
}
