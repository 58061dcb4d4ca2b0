package io.jenkins.plugins.amibakery.engine.aws.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Keys that are fetched when first needed, and again five minutes before they expire. */
final class RenewedCredentials implements AwsCredentialsProvider {
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final Supplier<Fetched> source;
    private final Clock clock;
    private Fetched current;

    RenewedCredentials(Supplier<Fetched> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * Keys as a source gave them.
     *
     * @param keys the keys
     * @param expires when they end; empty for never
     */
    record Fetched(StaticKeys keys, Optional<Instant> expires) {
        boolean isGoodAt(Instant moment) {
            return expires.isEmpty() || moment.plus(MARGIN).isBefore(expires.get());
        }
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (current == null || !current.isGoodAt(clock.instant())) {
            current = source.get();
        }
        return Credentials.sdk(current.keys());
    }
}
