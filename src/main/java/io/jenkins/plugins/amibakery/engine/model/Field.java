package io.jenkins.plugins.amibakery.engine.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A parameter of a use case. What is told of it stands here and nowhere else: {@code make docs} writes the forms, help files and the
 * shared library's part out of it, the command line shows it, and tests hold the steps against it.
 */
public interface Field {
    /** Where a form shows it: at once, or only when more is asked for. */
    enum Place {
        FRONT,
        FURTHER
    }

    /** What kind of value it takes. Of secrets that is a name each: that of the environment variable that has the value. */
    enum Kind {
        TEXT,
        /** A text out of those that Jenkins offers. */
        CHOICE,
        NUMBER,
        FLAG,
        TEXTS,
        VALUES,
        SECRETS,
        /** An AMI's id, or what another step returned. */
        AMI
    }

    /**
     * What is told of it; texts are whole sentences and may have the tags {@code code} and {@code strong}.
     *
     * @param place where a form shows it
     * @param kind what it takes
     * @param standard what counts when it is not given: a number, a flag or a word as it would be given, else in words that go on a
     *     sentence; null when it must be given
     * @param title its name in a form
     * @param brief what it does, in one sentence that is true at a terminal too
     * @param more what else there is to say where there is room; may be empty
     * @param example as a Jenkinsfile has it
     */
    record Told(Place place, Kind kind, String standard, String title, String brief, String more, String example) {}

    /** The name of the constant. */
    String name();

    Told told();

    /** Its name, such as {@code awaitSeconds}. */
    default String key() {
        return Pattern.compile("_(.)")
                .matcher(name().toLowerCase(Locale.ROOT))
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    /** What counts when it is not given: of seconds and other numbers. */
    default int number() {
        return Integer.parseInt(told().standard());
    }

    /** What counts when it is not given: of words. */
    default String word() {
        return told().standard();
    }
}
