package io.jenkins.plugins.amibakery.schedule;

import java.time.Duration;

/** Gives each its turn: the first at once, every other one a while after the one before, no matter who asks. */
final class StartThrottle {
    private final long gap;
    private long free;

    /** @param gap between two */
    StartThrottle(Duration gap) {
        this.gap = gap.toMillis();
    }

    /**
     * Takes the next turn.
     *
     * @param now in milliseconds, of any clock that goes on
     * @return how many milliseconds from then it is
     */
    synchronized long next(long now) {
        long turn = Math.max(now, free);
        free = turn + gap;
        return turn - now;
    }
}
