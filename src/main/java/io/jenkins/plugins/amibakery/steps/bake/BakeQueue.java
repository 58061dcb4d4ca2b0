package io.jenkins.plugins.amibakery.steps.bake;

import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * How many bakes run at once on this controller: as many as the configuration allows, and first come, first served. What is already
 * running when Jenkins starts counts, but is never held up. Safe for several threads.
 */
final class BakeQueue {
    private static final BakeQueue ALL =
            new BakeQueue(() -> AmiBakeryConfiguration.get().getMaxBakes());

    private final IntSupplier most;
    private final Set<String> running = new HashSet<>();
    private final Deque<String> waiting = new ArrayDeque<>();

    /** @param most how many may run, 0 for any number; asked each time */
    public BakeQueue(IntSupplier most) {
        this.most = most;
    }

    /** Those of this controller. */
    public static BakeQueue all() {
        return ALL;
    }

    /**
     * Asks to run. Anyone who is told to wait keeps a place in the queue and asks again, or {@linkplain #leave leaves}.
     *
     * @return whether the bake may run, and counts as running from now on
     */
    public synchronized boolean enter(String bakeId) {
        if (running.contains(bakeId)) {
            return true;
        }
        if (!waiting.contains(bakeId)) {
            waiting.add(bakeId);
        }
        int limit = most.getAsInt();
        boolean served = limit <= 0 || running.size() < limit && bakeId.equals(waiting.peek());
        if (served) {
            runs(bakeId);
        }
        return served;
    }

    /** The bake runs already, allowed or not. */
    public synchronized void runs(String bakeId) {
        waiting.remove(bakeId);
        running.add(bakeId);
    }

    /** The bake runs no more, or waits no more. */
    public synchronized void leave(String bakeId) {
        waiting.remove(bakeId);
        running.remove(bakeId);
    }
}
