package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One simple command of a script, without what runs it, such as {@code sudo}.
 *
 * @param words the program first; quotes are gone, and what they held together is together; a dollar sign stands where only the running
 *     script knows the value
 * @param line where it begins, from 1
 * @param text the line it stands in
 * @param into the file that what it prints goes into; null for none
 * @param input what it reads from its standard input: empty for nothing, null when only the running script knows
 * @param inputLine the line on which that begins
 */
record ShellCommand(List<String> words, int line, String text, String into, String input, int inputLine) {
    ShellCommand {
        words = List.copyOf(words);
    }

    /** The program without its directory, in lower case. */
    String program() {
        String first = words.isEmpty() ? "" : words.get(0);
        return first.substring(first.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** The same of other words. */
    ShellCommand of(List<String> others) {
        return new ShellCommand(others, line, text, into, input, inputLine);
    }

    /** The words after the program that are not options, nor values of some options. */
    List<String> arguments(Set<String> withValue) {
        List<String> plain = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (withValue.contains(word) || endsWithOne(word, withValue)) {
                i++;
            } else if (!word.startsWith("-") || word.equals("-")) {
                plain.add(word);
            }
        }
        return plain;
    }

    /** Whether several options of one letter stand in one word, and the last of them, but not the first, has a value. */
    static boolean endsWithOne(String word, Set<String> withValue) {
        return isCluster(word)
                && withValue.contains("-" + word.charAt(word.length() - 1))
                && !withValue.contains(word.substring(0, 2));
    }

    /** Several options of one letter in one word. */
    private static boolean isCluster(String word) {
        return word.matches("-[A-Za-z]{2,}");
    }

    /** The value of the first of some options, written apart or after '='; null when none is there. */
    String option(String... names) {
        List<String> values = options(names);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The values of an option that may be given several times. */
    List<String> options(String... names) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            for (String name : names) {
                boolean last = isCluster(word) && name.length() == 2 && word.endsWith(name.substring(1));
                if (word.equals(name) || last) {
                    values.add(i + 1 < words.size() ? words.get(i + 1) : "");
                } else if (word.startsWith(name + "=")) {
                    values.add(word.substring(name.length() + 1));
                }
            }
        }
        return values;
    }

    boolean has(String... options) {
        return List.of(options).stream().anyMatch(words::contains);
    }
}
