package io.jenkins.plugins.amibakery.engine.runway;

import java.util.regex.Pattern;

/**
 * Takes out of Python's tracebacks the frames of Runway, its libraries and Python's own, some hundred lines that tell nobody anything. Frames of
 * the deployment's own hooks stay, and what was raised.
 */
final class Tracebacks {
    private static final Pattern LIBRARY =
            Pattern.compile("/site-packages/|/dist-packages/|/lib/python3[\\d.]*/|/bin/runway|<frozen ");
    private static final String BEGIN = "Traceback (most recent call last):";

    private boolean within;
    private boolean foreign;

    /** Whether a line of the output is to be shown; lines are asked in order. */
    boolean isForPeople(String line) {
        if (line.strip().equals(BEGIN)) {
            within = true;
            foreign = true;
            return false;
        }
        if (within && line.startsWith("  File \"")) {
            foreign = LIBRARY.matcher(line).find();
        } else if (within && !line.startsWith(" ")) {
            within = false;
        }
        return !within || !foreign;
    }
}
