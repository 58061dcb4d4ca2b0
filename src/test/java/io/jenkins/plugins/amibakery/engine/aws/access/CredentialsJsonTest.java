package io.jenkins.plugins.amibakery.engine.aws.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsJsonTest {
    private static final StaticKeys KEYS = new StaticKeys("ASIA", "s", Optional.of("t"));
    private static final Instant END = Instant.parse("2026-03-04T05:06:07Z");

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"AccessKeyId": "ASIA", "SecretAccessKey": "s", "Token": "t", "Expiration": "2026-03-04T05:06:07Z"}""", """
                {"Version": 1, "AccessKeyId": "ASIA", "SecretAccessKey": "s", "SessionToken": "t",
                 "Expiration": "2026-03-04T06:06:07+01:00"}""", """
                {"roleCredentials": {"accessKeyId": "ASIA", "secretAccessKey": "s", "sessionToken": "t",
                 "expiration": 1772600767000}}"""})
    void everySpellingIsRead(String answer) {
        assertThat(CredentialsJson.read("It", answer))
                .isEqualTo(new RenewedCredentials.Fetched(KEYS, Optional.of(END)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "[]", "{\"AccessKeyId\": \"secret\"}", "{\"a\": \"secret\""})
    void whatHoldsNoKeysIsRefusedUnquoted(String answer) {
        assertThatThrownBy(() -> CredentialsJson.read("It", answer))
                .hasMessageStartingWith("It answered")
                .hasMessageNotContaining("secret");
    }

    @Test
    void keysAreFetchedAgainBeforeTheyExpire() {
        List<Instant> fetched = new ArrayList<>();
        MovingClock clock = new MovingClock();
        RenewedCredentials credentials = new RenewedCredentials(
                () -> {
                    fetched.add(clock.now);
                    return new RenewedCredentials.Fetched(KEYS, Optional.of(clock.now.plus(Duration.ofHours(1))));
                },
                clock);

        for (int minute = 0; minute < 120; minute++) {
            credentials.resolveCredentials();
            clock.now = clock.now.plus(Duration.ofMinutes(1));
        }

        assertThat(fetched).hasSize(3);
    }

    private static final class MovingClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
