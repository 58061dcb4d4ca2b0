package io.jenkins.plugins.amibakery.engine.aws.access;

import java.time.Duration;

/**
 * How long AWS is waited for.
 *
 * @param connect until a connection stands
 * @param attempt for one attempt of a call, its answer read to the end
 * @param total for a call with all its attempts and the pauses between them
 */
public record Timeouts(Duration connect, Duration attempt, Duration total) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public static final Timeouts USUAL =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2));

    /** Time for a call when so much is left: a second at least, as half a call tells nothing. */
    public Duration within(Duration left) {
        Duration most = left.compareTo(total) < 0 ? left : total;
        return most.compareTo(SHORTEST) < 0 ? SHORTEST : most;
    }
}
