package io.jenkins.plugins.amibakery.engine.command;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A command to be run: words, never a sentence, so nothing in it is ever read by a shell.
 *
 * @param words the program and its arguments; no secret is among them
 * @param environment variables to set over those of the process that runs it
 * @param directory where it runs
 * @param secrets texts that must not appear in anything shown of its output
 */
public record CommandLine(List<String> words, Map<String, String> environment, Path directory, Set<String> secrets) {
    public CommandLine {
        words = List.copyOf(words);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        secrets = Set.copyOf(secrets);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("A command has at least one word.");
        }
        for (String word : words) {
            if (secrets.contains(word)) {
                throw new IllegalArgumentException("A secret is among the words of " + words.get(0) + ".");
            }
        }
    }

    /** Shows the words alone, quoted where a reader would misread them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(text.isEmpty() ? "" : " ").append(quoted(word));
        }
        return text.toString();
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
