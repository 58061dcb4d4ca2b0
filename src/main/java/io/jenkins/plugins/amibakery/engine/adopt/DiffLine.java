package io.jenkins.plugins.amibakery.engine.adopt;

/**
 * A line of a unified diff.
 *
 * @param sign a blank for one that stays, {@code +} or {@code -}
 * @param text the line with its end, if it has one
 */
record DiffLine(char sign, String text) {
    boolean isChange() {
        return sign != ' ';
    }

    String shown() {
        return sign + text + (text.endsWith("\n") ? "" : "\n\\ No newline at end of file\n");
    }
}
