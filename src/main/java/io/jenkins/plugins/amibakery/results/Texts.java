package io.jenkins.plugins.amibakery.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Small functions on what is saved and shown. */
final class Texts {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private Texts() {}

    static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** The list without what could not be read; empty for null. */
    static <T> ArrayList<T> withoutNulls(List<T> list) {
        return list == null
                ? new ArrayList<>()
                : list.stream().filter(Objects::nonNull).collect(Collectors.toCollection(ArrayList::new));
    }

    /** A time span for people, such as {@code 12.4 s}, {@code 3 min 5 s} or {@code 1 h 2 min}; empty for a negative one. */
    static String time(long millis) {
        if (millis < 0) {
            return "";
        }
        if (millis < MINUTE) {
            return Messages.Time_seconds(String.format(Locale.ROOT, "%.1f", millis / (double) SECOND));
        }
        return millis < HOUR
                ? Messages.Time_minutes(text(millis / MINUTE), text(millis % MINUTE / SECOND))
                : Messages.Time_hours(text(millis / HOUR), text(millis % HOUR / MINUTE));
    }

    /** A size for people; empty for 0, which is not known. */
    static String size(int gib) {
        return gib > 0 ? Messages.Size_gib(text(gib)) : "";
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
