package io.jenkins.plugins.amibakery.engine.aws;

import java.time.Duration;

/**
 * A moment by which something must have happened.
 *
 * @param pace what tells the time
 * @param start when waiting began, of {@link Pace#nanoTime}
 * @param timeout how long after that
 */
record Deadline(Pace pace, long start, Duration timeout) {
    Duration elapsed() {
        return Duration.ofNanos(pace.nanoTime() - start);
    }

    /** Never negative. */
    Duration left() {
        Duration left = timeout.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean isOver() {
        return left().isZero();
    }

    /** Pauses as long as a backoff wants, but not past the deadline. */
    void pause(Duration wanted) throws InterruptedException {
        pace.pause(wanted.compareTo(left()) < 0 ? wanted : left());
    }
}
