package io.jenkins.plugins.amibakery.engine.aws.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2Clients;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Played at the level of HTTP, because what the SDK makes of a broken answer is half of what is tested. */
@Timeout(60)
class Ec2FaultsTest {
    private static final Region REGION = new Region("us-west-2");
    private static final List<AmiId> ONE = List.of(new AmiId("ami-0123456789abcdef0"));
    private static final PlayedAnswer THROTTLED =
            PlayedAnswer.error(503, "RequestLimitExceeded", "Request limit exceeded.");
    private static final PlayedAnswer FOUND = PlayedAnswer.ec2(
            "DescribeImages",
            "<imagesSet><item><imageId>ami-0123456789abcdef0</imageId><imageState>available</imageState></item></imagesSet>");

    private PlayedAws aws;
    private final InstantSleeper pace = new InstantSleeper();

    @BeforeEach
    void start() throws IOException {
        aws = new PlayedAws();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void throttledCallIsRepeatedUntilItIsLetThrough() {
        aws.next("DescribeImages", THROTTLED, THROTTLED, FOUND);

        assertThat(describe(aws.access(), Timeouts.USUAL)).hasSize(1);
        assertThat(aws.requests()).hasSize(3);
    }

    @Test
    void throttlingWithoutEndIsToldAsThrottling() {
        aws.always("DescribeImages", any -> THROTTLED);
        Timeouts little = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));

        BakeFailedException failure = failure(aws.access(), little);

        assertThat(failure.failure().cause()).isEqualTo(FailureCause.THROTTLED);
        assertThat(failure)
                .hasMessageStartingWith("ec2:DescribeImages in us-west-2 is throttled: Request limit exceeded"
                        + " (RequestLimitExceeded).");
        assertThat(pace.paused()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"AuthFailure, 401", "ExpiredToken, 400", "RequestExpired, 400", "InvalidClientTokenId, 403"})
    void badCredentialsAreToldAsSuch(String code, int status) {
        aws.always("DescribeImages", any -> PlayedAnswer.error(status, code, "AWS was not able to validate them"));

        BakeFailedException failure = failure(aws.access(), Timeouts.USUAL);

        assertThat(failure.failure().cause()).isEqualTo(FailureCause.CREDENTIALS);
        assertThat(failure)
                .hasMessage("ec2:DescribeImages in us-west-2 was refused because of its credentials:"
                        + " AWS was not able to validate them (" + code + "). "
                        + FailureCause.CREDENTIALS.remedy());
    }

    @Test
    void deniedActionIsNamedWithoutTheEncodedBlob() {
        aws.always(
                "DescribeImages",
                any -> PlayedAnswer.error(
                        403,
                        "UnauthorizedOperation",
                        "You are not authorized to perform this operation."
                                + " Encoded authorization failure message: w8jkEXAMPLEblob"));

        BakeFailedException failure = failure(aws.access(), Timeouts.USUAL);

        assertThat(failure.failure().cause()).isEqualTo(FailureCause.ACCESS_DENIED);
        assertThat(failure)
                .hasMessageContaining("ec2:DescribeImages in us-west-2 is denied")
                .hasMessageNotContaining("blob");
    }

    @Test
    void secretsThatAwsRepeatsAreMasked() {
        aws.always(
                "DescribeImages",
                any -> PlayedAnswer.error(400, "InvalidParameterValue", "Value (played-secret) is not allowed"));

        assertThat(failure(aws.access(), Timeouts.USUAL))
                .hasMessageContaining("Value (****) is not allowed")
                .hasMessageNotContaining("played-secret");
    }

    @Test
    void canonicalRequestOfABadSignatureIsNotShown() {
        aws.always(
                "DescribeImages",
                any -> PlayedAnswer.error(
                        403,
                        "SignatureDoesNotMatch",
                        "The signature does not match.\n\nThe Canonical String for this request should have been\n"
                                + "'POST x-amz-security-token:tell-nobody'"));

        assertThat(failure(aws.access(), Timeouts.USUAL))
                .hasMessageContaining("The signature does not match (SignatureDoesNotMatch)")
                .hasMessageNotContaining("tell-nobody");
    }

    @Test
    void unknownErrorKeepsAwsOwnWordsAndRequestId() {
        aws.always("DescribeImages", any -> PlayedAnswer.error(400, "InvalidFilter", "The filter 'x' is invalid"));

        BakeFailedException failure = failure(aws.access(), Timeouts.USUAL);

        assertThat(failure.failure().cause()).isEqualTo(FailureCause.UNKNOWN);
        assertThat(failure).hasMessageContaining("The filter 'x' is invalid (InvalidFilter, request req-4711)");
    }

    @Test
    void refusedConnectionNamesTheEndpoint() throws IOException {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        BakeFailedException failure = failure(aws.access().withEndpoint(closed), Timeouts.USUAL);

        assertThat(failure.failure().cause()).isEqualTo(FailureCause.UNREACHABLE);
        assertThat(failure.failure().detail())
                .startsWith(closed + " cannot be reached: ")
                .contains("refused");
    }

    @Test
    void unknownNameNamesTheEndpoint() {
        BakeFailedException failure =
                failure(aws.access().withEndpoint(URI.create("http://ec2.invalid")), Timeouts.USUAL);

        assertThat(failure.failure())
                .extracting("cause", "detail")
                .containsExactly(
                        FailureCause.UNREACHABLE, "http://ec2.invalid cannot be reached: its name is not known");
    }

    @Test
    void silentEndpointIsGivenUpAfterTheDeadline() {
        aws.always("DescribeImages", any -> FOUND.after(Duration.ofSeconds(20)));
        Timeouts little = new Timeouts(Duration.ofSeconds(1), Duration.ofMillis(300), Duration.ofMillis(900));

        BakeFailedException failure = failure(aws.access(), little);

        assertThat(failure.failure())
                .extracting("cause", "detail")
                .containsExactly(FailureCause.UNREACHABLE, aws.address() + " did not answer in time");
    }

    @Test
    void answerCutShortIsAskedForAgain() {
        aws.next("DescribeImages", FOUND.cutShort(), FOUND);

        assertThat(describe(aws.access(), Timeouts.USUAL)).hasSize(1);
        assertThat(aws.requests()).hasSize(2);
    }

    @Test
    void answersAlwaysCutShortAreToldAsUnreachable() {
        aws.always("DescribeImages", any -> FOUND.cutShort());

        BakeFailedException failure = failure(aws.access(), Timeouts.USUAL);

        assertThat(failure.failure().cause()).isEqualTo(FailureCause.UNREACHABLE);
        assertThat(failure).hasMessageStartingWith(aws.address() + " broke off its answer");
    }

    @ParameterizedTest
    @CsvSource({"502, UNREACHABLE", "407, UNREACHABLE", "404, UNKNOWN"})
    void pageOfSomethingElseIsNoAnswerOfEc2(int status, FailureCause cause) {
        aws.always(
                "DescribeImages", any -> new PlayedAnswer(status, "<html>Welcome to nginx</html>", 0, Duration.ZERO));

        BakeFailedException failure = failure(aws.access(), Timeouts.USUAL);

        assertThat(failure.failure().cause()).isEqualTo(cause);
        assertThat(failure).hasMessageContaining(aws.address() + " answered HTTP " + status);
    }

    @Test
    void missingCredentialsSayWhereNoneWere() {
        AwsAccess nobody = AwsAccess.ofEnvironment(Map.of(
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_ENDPOINT_URL",
                aws.address().toString()));

        BakeFailedException failure = failure(nobody, Timeouts.USUAL);

        assertThat(failure.failure().cause()).isEqualTo(FailureCause.CREDENTIALS);
        assertThat(failure).hasMessageStartingWith("No AWS credentials: no keys, no web identity, no profile");
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void interruptedThreadIsNotAFailureAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> describe(aws.access(), Timeouts.USUAL)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void interruptedWaitEndsAsInterrupted() {
        Thread.currentThread().interrupt();
        try (Ec2Clients clients = aws.clients(pace)) {
            assertThatThrownBy(() -> new Ec2ImageCatalog(clients).await(REGION, ONE, Duration.ofMinutes(1)))
                    .isInstanceOf(InterruptedException.class);
        }
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void callsSayWhoMakesThem() {
        describe(aws.access(), Timeouts.USUAL);

        assertThat(aws.requests().get(0).userAgent()).startsWith("ami-bakery/").contains("aws-sdk-java/2.");
    }

    @Test
    void warmingUpSendsNothing() throws InterruptedException {
        try (Ec2Clients clients = aws.clients(pace)) {
            Thread warm = clients.warmUp(REGION);
            warm.join();

            assertThat(clients.isWarm()).isTrue();
            assertThat(aws.requests()).isEmpty();
        }
    }

    private BakeFailedException failure(AwsAccess access, Timeouts patience) {
        return catchThrowableOfType(BakeFailedException.class, () -> describe(access, patience));
    }

    private List<?> describe(AwsAccess access, Timeouts patience) {
        try (Ec2Clients clients = new Ec2Clients(access, patience, pace)) {
            return new Ec2ImageCatalog(clients).describe(REGION, ONE);
        }
    }
}
