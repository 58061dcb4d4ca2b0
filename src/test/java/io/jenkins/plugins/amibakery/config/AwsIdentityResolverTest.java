package io.jenkins.plugins.amibakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class AwsIdentityResolverTest {
    private static BakeFailedException failure(AwsCredentialsProvider provider) {
        return catchThrowableOfType(BakeFailedException.class, () -> AwsIdentityResolver.keys("aws-baker", provider));
    }

    @Test
    void lastingKeysAreHandedOver() {
        assertThat(AwsIdentityResolver.keys("aws-baker", () -> AwsBasicCredentials.create("AKIA", "secret")))
                .isEqualTo(new StaticKeys("AKIA", "secret", Optional.empty()));
    }

    @Test
    void keysOfASessionAreHandedOverWithItsToken() {
        assertThat(AwsIdentityResolver.keys("aws-baker", () -> AwsSessionCredentials.create("ASIA", "secret", "token")))
                .isEqualTo(new StaticKeys("ASIA", "secret", Optional.of("token")));
    }

    @Test
    void credentialsWithoutKeysAreSaid() {
        assertThat(failure(() -> null))
                .hasMessageStartingWith(
                        "The AWS credentials 'aws-baker' cannot be used: they hold neither keys nor a role. ");
    }

    @Test
    void aRoleThatCannotBeAssumedIsSaidInOneLine() {
        IllegalStateException refusal = new IllegalStateException("not authorized to perform:\n  sts:AssumeRole");

        assertThat(failure(() -> {
                    throw refusal;
                }))
                .hasMessageStartingWith("The AWS credentials 'aws-baker' cannot be used: not authorized to perform:"
                        + " sts:AssumeRole. ")
                .hasCause(refusal);
    }

    @Test
    void aLongReasonIsCutAndNoReasonIsTheKindOfTrouble() {
        assertThat(failure(() -> {
                            throw new IllegalStateException("x".repeat(5_000));
                        })
                        .getMessage())
                .hasSizeLessThan(500);
        assertThat(failure(() -> {
                    throw new IllegalStateException();
                }))
                .hasMessageContaining("cannot be used: IllegalStateException");
    }

    @Test
    void interruptedIsNotFailed() {
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> AwsIdentityResolver.keys("aws-baker", () -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("aborted");
                }));
        assertThat(Thread.interrupted()).isTrue();
    }
}
