package io.jenkins.plugins.amibakery.engine.model;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An age of an AMI as people write it: {@code 30d}. */
public final class Age {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})\\s*([hdw])");
    private static final Map<String, Duration> UNITS =
            Map.of("h", Duration.ofHours(1), "d", Duration.ofDays(1), "w", ChronoUnit.WEEKS.getDuration());

    private Age() {}

    /**
     * Reads one.
     *
     * @param field what it is the value of, for the message
     * @return empty for null and blank
     * @throws IllegalArgumentException with one clear line when it is not written like one
     */
    public static Optional<Duration> parse(String field, String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    field + " is '" + text + "'; it is a number of days, hours or weeks, such as 30d, 36h or 4w.");
        }
        return Optional.of(UNITS.get(form.group(2)).multipliedBy(Long.parseLong(form.group(1))));
    }

    /** An age for a person, in whole days or, below two of them, hours. */
    public static String text(Duration age) {
        return age.toDays() >= 2 ? age.toDays() + " days" : Math.max(0, age.toHours()) + " hours";
    }
}
