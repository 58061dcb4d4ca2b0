package io.jenkins.plugins.amibakery.engine.aws.access;

import java.time.Duration;

/**
 * A moment by which something must have happened.
 *
 * @param pace what tells the time
 * @param start when waiting began, of {@link Sleeper#nanoTime}
 * @param timeout how long after that
 */
public record Deadline(Sleeper pace, long start, Duration timeout) {
    public Duration elapsed() {
        return Duration.ofNanos(pace.nanoTime() - start);
    }

    /** Never negative. */
    public Duration left() {
        Duration left = timeout.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    public boolean isOver() {
        return left().isZero();
    }

    /** Pauses as long as a backoff wants, but not past the deadline. */
    public void pause(Duration wanted) throws InterruptedException {
        pace.pause(wanted.compareTo(left()) < 0 ? wanted : left());
    }
}
