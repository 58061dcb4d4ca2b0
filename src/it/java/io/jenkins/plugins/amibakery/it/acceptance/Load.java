package io.jenkins.plugins.amibakery.it.acceptance;

import java.time.Duration;

/**
 * What a controller needs at one moment, after it has collected its garbage.
 *
 * @param heapMib its live heap
 */
record Load(int threads, int heapMib) {
    static final Duration PATIENCE = Duration.ofMinutes(4);

    static Load of(Controller controller) {
        String[] told = controller.script("""
                        3.times { System.gc() }
                        def runtime = Runtime.runtime
                        println java.lang.management.ManagementFactory.threadMXBean.threadCount
                        println((runtime.totalMemory() - runtime.freeMemory()) >> 20)""").split("\\s+");
        return new Load(Integer.parseInt(told[0]), Integer.parseInt(told[1]));
    }

    @Override
    public String toString() {
        return threads + " threads, " + heapMib + " MiB";
    }
}
