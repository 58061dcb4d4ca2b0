package io.jenkins.plugins.amibakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsIdentity.WhoAmI;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionCheckTest {
    private static final StaticKeys KEYS = new StaticKeys("AKIAIOSFODNN7EXAMPLE", "a-secret", Optional.empty());
    private static final WhoAmI BAKER = new WhoAmI("123456789012", "arn:aws:iam::123456789012:user/baker");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<AwsAccess> asked = new AtomicReference<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private ConnectionCheck check(BiFunction<AwsAccess, Region, WhoAmI> aws, Duration patience) {
        return new ConnectionCheck(id -> KEYS, aws, Map.of("HTTPS_PROXY", "http://proxy:3128"), threads, patience);
    }

    private ConnectionCheck check(BiFunction<AwsAccess, Region, WhoAmI> aws) {
        return check(aws, Duration.ofMinutes(1));
    }

    private WhoAmI baker(AwsAccess access, Region region) {
        asked.set(access);
        return BAKER;
    }

    @Test
    void itSaysWhoTheCredentialsAreAndWhere() {
        assertThat(check(this::baker).ask("eu-central-1", "aws-baker", ""))
                .isEqualTo("AWS answers in eu-central-1: account 123456789012, arn:aws:iam::123456789012:user/baker");
        assertThat(asked.get().keys()).contains(KEYS);
        assertThat(asked.get().endpoint()).isEmpty();
    }

    @Test
    void itAsksWhatIsInTheFormThroughTheProxyOfTheController() {
        assertThat(check(this::baker).ask("us-gov-west-1", "aws-baker", "http://localhost:5555"))
                .startsWith("AWS answers in us-gov-west-1 at http://localhost:5555: ");
        assertThat(asked.get().endpoint()).contains(URI.create("http://localhost:5555"));
        assertThat(asked.get().environment()).containsExactly(Map.entry("HTTPS_PROXY", "http://proxy:3128"));
    }

    @Test
    void aRefusalIsToldAsItIs() {
        BakeFailedException refusal = new BakeFailedException(FailureCause.CREDENTIALS, "The keys are not valid");

        assertThatExceptionOfType(BakeFailedException.class)
                .isThrownBy(() -> check((access, region) -> {
                            throw refusal;
                        })
                        .ask("us-west-2", "aws-baker", ""))
                .isSameAs(refusal);
    }

    @Test
    void whoeverDoesNotAnswerInTimeIsNoLongerAsked() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        ConnectionCheck check = check(
                (access, region) -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return BAKER;
                },
                Duration.ofMillis(200));

        assertThatExceptionOfType(BakeFailedException.class)
                .isThrownBy(() -> check.ask("us-west-2", "aws-baker", "http://localhost:5555"))
                .withMessageStartingWith(
                        "No answer from us-west-2 at http://localhost:5555 within 0 s. Check endpoint");
        assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void aWrongFormIsSaidBeforeAnybodyIsAsked() {
        ConnectionCheck check = check(this::baker);

        assertThatIllegalArgumentException().isThrownBy(() -> check.ask("Frankfurt", "aws-baker", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> check.ask("us-west-2", "aws-baker", "localhost"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.ask("", "aws-baker", "http://localhost:5555"))
                .withMessage("Give a region: without one it is not known which part of AWS to ask.");
        assertThat(asked.get()).isNull();
    }

    @Test
    void aRemedyIsOneForTheForm() {
        assertThat(ConnectionCheck.line(Failure.of(FailureCause.UNREACHABLE, "http://localhost:1 cannot be reached")))
                .isEqualTo("http://localhost:1 cannot be reached. Check endpoint, region, network, and the proxy of"
                        + " Manage Jenkins, System.");
        assertThat(ConnectionCheck.line(Failure.of(FailureCause.CREDENTIALS, "The keys are not valid.")))
                .isEqualTo("The keys are not valid. Check them in Manage Jenkins, Credentials.");
        assertThat(ConnectionCheck.line(Failure.of(FailureCause.THROTTLED, "Too many requests")))
                .isEqualTo("Too many requests");
    }
}
