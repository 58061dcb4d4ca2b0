package io.jenkins.plugins.amibakery.agent;

import java.util.Collection;
import java.util.stream.Collectors;

/** Words of a command, so written that a POSIX shell reads each as exactly what it is. */
final class ShellWords {
    private ShellWords() {}

    /** One word in single quotes. */
    static String quoted(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A word of a command has a NUL character in it.");
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** All words, each in single quotes. */
    static String quoted(Collection<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }
}
