package io.jenkins.plugins.amibakery.engine.model;

import java.util.Collection;
import java.util.Map;

/**
 * How much there can be of anything. Whatever a log or an agent says, a record that exceeds a limit is refused with one line when
 * it is made, and so also when it comes in over the wire: a record is always made by its constructor.
 */
public final class Limits {
    /** EC2 takes no longer name of an AMI. */
    public static final int AMI_NAME = 128;

    /** EC2 takes no longer value of a tag. */
    public static final int TAG_VALUE = 256;

    /** A template has no more builds. */
    public static final int BUILDS = 500;

    /** The longest name of a build that is accepted. */
    public static final int BUILD_NAME = 256;

    /** Longer lines of a program's log are cut after so many bytes. */
    public static final int LINE = 1 << 16;

    /** A text for people that is longer is not read by any. */
    public static final int TEXT = 16_000;

    /** No file system takes a longer path. */
    public static final int PATH = 4_096;

    /** A bake makes no more images, copies included. */
    public static final int IMAGES = 2_000;

    private Limits() {}

    /**
     * Requires a text not to be longer.
     *
     * @param what what it is, for the message: {@code the name of an AMI}
     * @param text null is short enough
     * @throws IllegalArgumentException with one line that does not repeat the text
     */
    public static void text(String what, String text, int most) {
        if (text != null && text.length() > most) {
            throw new IllegalArgumentException(
                    "Refused: " + what + " has " + text.length() + " characters; it can have " + most + ".");
        }
    }

    /** The same for each of several texts, of which there are not more than {@code most}. */
    public static void texts(String what, Collection<String> texts, int most, int longest) {
        number(what, texts.size(), most);
        texts.forEach(text -> text("one of " + what, text, longest));
    }

    /** The same for the keys and values of a map. */
    public static void texts(String what, Map<String, String> texts, int most, int longest) {
        texts(what, texts.keySet(), most, longest);
        texts.values().forEach(text -> text("one of " + what, text, longest));
    }

    /**
     * Requires several things to be what they are called, which a list that comes over the wire need not be, and not to be more.
     *
     * @throws IllegalArgumentException with one line
     */
    public static void things(String what, Collection<?> things, Class<?> kind, int most) {
        number(what, things.size(), most);
        if (!things.stream().allMatch(kind::isInstance)) {
            throw new IllegalArgumentException("Refused: one of " + what + " is something else.");
        }
    }

    /** A text of no more than so many characters. */
    public static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    /** A text for people as one line of no more than so many characters. */
    public static String brief(String text, int longest) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > longest ? line.substring(0, longest) + "…" : line;
    }

    /**
     * Requires not to have more of something.
     *
     * @param what several, for the message: {@code the builds of a template}
     * @throws IllegalArgumentException with one line
     */
    public static void number(String what, long given, long most) {
        if (given > most) {
            throw new IllegalArgumentException("Refused: " + what + " are " + given + "; there can be " + most + ".");
        }
    }
}
