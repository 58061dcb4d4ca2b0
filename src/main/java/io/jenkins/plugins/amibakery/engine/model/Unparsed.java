package io.jenkins.plugins.amibakery.engine.model;

/**
 * The one place that words what is said of a file that could not be parsed: its name, the place, and what is wrong in words of our
 * own. Never a word of the file, nor a parser's message, which quotes what it has read: anyone who misleads us to a file must
 * not be able to read it in an error.
 */
public final class Unparsed {
    private Unparsed() {}

    /**
     * {@code FILE:LINE:COLUMN: WHAT}.
     *
     * @param file what to call it
     * @param line from 1; less when the place is not known
     * @param column from 1
     * @param what what is wrong, in fixed words such as {@code this is not valid JSON}
     */
    public static String line(String file, long line, long column, String what) {
        return file + (line < 1 ? "" : ":" + line + ":" + column) + ": " + what;
    }
}
