package io.jenkins.plugins.amibakery.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the time of one command went, lap by lap: first the JVM's own start, then whatever each lap is named. */
final class Timings {
    private final Map<String, Duration> laps = new LinkedHashMap<>();
    private long last = System.nanoTime();

    Timings() {
        ProcessHandle.current()
                .info()
                .startInstant()
                .ifPresent(start -> laps.put("start", Duration.between(start, Instant.now())));
    }

    /** Ends the lap that began with the last one's end. */
    void lap(String name) {
        long now = System.nanoTime();
        laps.merge(name, Duration.ofNanos(now - last), Duration::plus);
        last = now;
    }

    /** The laps in order, in milliseconds. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        laps.forEach((name, lap) -> tree.put(name, lap.toMillis()));
        return tree;
    }
}
