package io.jenkins.plugins.amibakery.engine.model;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them in a terminal or a log. */
public final class Durations {
    private Durations() {}

    /** Such as {@code 0.4 s} or {@code 3 min 20 s}. */
    public static String of(Duration duration) {
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
