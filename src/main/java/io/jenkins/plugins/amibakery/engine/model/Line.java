package io.jenkins.plugins.amibakery.engine.model;

/** A line of a report; what it says may hold control characters, which are the reader's to hide. */
public record Line(Tone tone, String text) {
    /** What a line is, for whoever gives it a colour. */
    public enum Tone {
        PLAIN,
        STRONG,
        GOOD,
        BAD
    }
}
