package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.results.Messages;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Small functions on what is saved and shown. */
@Restricted(NoExternalUse.class)
public final class Storable {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final int SHORT_COMMIT = 8;

    private static final ClassValue<List<Field>> SAVED = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            List<Field> fields = new ArrayList<>();
            for (Class<?> one = type; one != Object.class; one = one.getSuperclass()) {
                for (Field field : one.getDeclaredFields()) {
                    if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
                        field.setAccessible(true);
                        fields.add(field);
                    }
                }
            }
            return fields;
        }
    };

    private Storable() {}

    /**
     * What is saved, with all of its texts and lists: each text is {@link #storable}, each list a new one without what could not be read, and
     * what is missing is empty.
     *
     * @param saved changed itself
     */
    public static <T> T whole(T saved) {
        try {
            for (Field field : SAVED.get(saved.getClass())) {
                if (field.getType() == String.class) {
                    field.set(saved, storable((String) field.get(saved)));
                } else if (field.getType() == ArrayList.class) {
                    field.set(saved, wholeList((List<?>) field.get(saved)));
                }
            }
            return saved;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ArrayList<Object> wholeList(List<?> list) {
        ArrayList<Object> whole = new ArrayList<>();
        for (Object one : list == null ? List.of() : list) {
            if (one != null) {
                whole.add(one instanceof String text ? storable(text) : one);
            }
        }
        return whole;
    }

    public static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /**
     * A text from outside as XML can hold it: without control characters and halves of characters, which would keep Jenkins from
     * reading the whole build again; empty for null.
     */
    public static String storable(String text) {
        if (text == null || text.chars().allMatch(character -> character >= ' ' && character < '\u007f')) {
            return orEmpty(text);
        }
        return text.codePoints()
                .filter(Storable::isStorable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isStorable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\t' || character == '\n';
            case Character.SURROGATE -> false;
            default -> (character & 0xFFFE) != 0xFFFE;
        };
    }

    /** Each text as {@link #storable} makes it; empty for null. */
    public static ArrayList<String> storable(Collection<String> texts) {
        ArrayList<String> storable = new ArrayList<>();
        if (texts != null) {
            texts.stream().filter(Objects::nonNull).map(Storable::storable).forEach(storable::add);
        }
        return storable;
    }

    /** A commit's first digits. */
    public static String shortCommit(String commit) {
        return first(commit, SHORT_COMMIT);
    }

    /** A moment as the reports' trees write it, such as {@code 2026-11-22T16:22:33Z}; empty for 0, which is not known. */
    public static String instant(long millis) {
        return millis == 0 ? "" : Instant.ofEpochMilli(millis).toString();
    }

    /** Null for 0, which is not known. */
    public static Date date(long millis) {
        return millis == 0 ? null : new Date(millis);
    }

    /** The first characters of a text, never half of one. */
    static String first(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** The text, or its beginning and an ellipsis when it is longer. */
    public static String shortened(String text, int most) {
        return text.length() <= most ? text : first(text, most - 1) + "…";
    }

    /** A time span for people, such as {@code 12.4 s}, {@code 3 min 5 s} or {@code 1 h 2 min}; empty for a negative one. */
    public static String time(long millis) {
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

    /** The same of something that still grows: without tenths of a second. */
    public static String wholeSeconds(long millis) {
        return millis < 0 || millis >= MINUTE ? time(millis) : Messages.Time_seconds(text(millis / SECOND));
    }

    /** A size for people; empty for 0, which is not known. */
    public static String size(int gib) {
        return gib > 0 ? Messages.Size_gib(text(gib)) : "";
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
