package io.jenkins.plugins.amibakery.steps.task;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** When what could not be brought to an end is tried again: soon at first, then less and less often, at last each hour. Safe for several threads. */
final class Retries {
    private static final long FIRST_MILLIS = 30_000;
    private static final long LONGEST_MILLIS = 3_600_000;

    private record Attempt(long pause, long notBefore) {}

    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
    private final LongSupplier clock;

    /** @param clock milliseconds since the epoch */
    Retries(LongSupplier clock) {
        this.clock = clock;
    }

    boolean isDue(String id) {
        Attempt last = attempts.get(id);
        return last == null || clock.getAsLong() >= last.notBefore();
    }

    void tried(String id) {
        long now = clock.getAsLong();
        attempts.merge(id, new Attempt(FIRST_MILLIS, now + FIRST_MILLIS), (before, first) -> {
            long pause = Math.min(LONGEST_MILLIS, before.pause() * 2);
            return new Attempt(pause, now + pause);
        });
    }

    void forget(String id) {
        attempts.remove(id);
    }
}
