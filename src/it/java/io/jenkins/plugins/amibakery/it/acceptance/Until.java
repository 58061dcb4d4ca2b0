package io.jenkins.plugins.amibakery.it.acceptance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does. */
final class Until {
    private static final Duration GLANCE = Duration.ofMillis(200);

    private Until() {}

    /**
     * Looks until something is so.
     *
     * @param story what is so far known, for the failure
     */
    static void isTrue(String what, Duration patience, BooleanSupplier condition, Supplier<String> story) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + patience.toSeconds() + " s: " + what + "\n" + story.get());
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }
}
