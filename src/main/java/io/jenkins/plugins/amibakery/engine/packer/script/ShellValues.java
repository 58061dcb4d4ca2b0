package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.packer.script.Word.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables of a script as far as they are known; of all others a word keeps how they are written, with their dollar sign. */
final class ShellValues {
    private static final Pattern BRACES = Pattern.compile("(?s)([^{}]*)\\{([^{}]*,[^{}]*)}(.*)");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?s)([A-Za-z_]\\w*)(\\[[^]]*])?(\\+?)=(.*)");

    private final Map<String, String> variables;
    private final Function<List<Step>, String> output;
    private List<String> arguments;

    /**
     * @param variables those that are set where the script runs, as far as known
     * @param output what commands print: a text with a dollar sign in it where that is not known
     */
    ShellValues(Map<String, String> variables, Function<List<Step>, String> output) {
        this.variables = new HashMap<>(variables);
        this.output = output;
    }

    /** The words after the script's or the function's name; null when they are not known. */
    List<String> arguments() {
        return arguments;
    }

    void arguments(List<String> words) {
        arguments = words;
    }

    /** Drops words of the script's or the function's. */
    void shift(int words) {
        if (arguments != null) {
            arguments = arguments.subList(Math.min(words, arguments.size()), arguments.size());
        }
    }

    void set(String name, String value) {
        variables.put(name, value);
    }

    void unknown(String name) {
        set(name, "${" + name + "}");
    }

    /**
     * Sets a variable.
     *
     * @param maybe whether it is not known that it is set: another value before it may stay
     */
    void assign(Word word, boolean maybe) {
        Matcher assignment = ASSIGNMENT.matcher(text(word));
        if (!assignment.matches()) {
            return;
        }
        String name = assignment.group(1);
        String before = variables.get(name);
        String value = assignment.group(3).isEmpty()
                ? assignment.group(4).strip()
                : (before == null ? "" : before) + assignment.group(4);
        if (value.equals("$()") || assignment.group(2) != null) {
            unknown(name);
        } else if (maybe && before != null && !before.equals(value)) {
            set(name, Variants.either(name, before, value));
        } else {
            set(name, value);
        }
    }

    /** A word as one text. */
    String text(Word word) {
        StringBuilder text = new StringBuilder();
        word.parts().forEach(part -> text.append(value(part)));
        return text.toString();
    }

    /** What a word becomes: none, one or several. */
    List<String> words(Word word) {
        return braces(word).stream().flatMap(one -> split(one).stream()).toList();
    }

    private List<String> split(Word word) {
        List<String> words = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        boolean there = false;
        for (Part part : word.parts()) {
            List<String> pieces = pieces(part);
            there |= part.quoted() && !isList(part) || part.isPlain();
            for (int i = 0; i < pieces.size(); i++) {
                if (i > 0) {
                    words.add(current.toString());
                    current.setLength(0);
                }
                current.append(pieces.get(i));
                there = true;
            }
        }
        if (there) {
            words.add(current.toString());
        }
        return words;
    }

    private List<String> pieces(Part part) {
        if (arguments != null && isArguments(part)) {
            return arguments;
        }
        String value = value(part);
        if (part.isPlain() || part.quoted() && !isList(part)) {
            return List.of(value);
        }
        return value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
    }

    private static boolean isArguments(Part part) {
        return part.variable() != null && part.variable().matches("[@*]");
    }

    private static boolean isList(Part part) {
        return isArguments(part) || part.text().endsWith("[@]}") || part.text().endsWith("[*]}");
    }

    private String value(Part part) {
        if (part.isPlain()) {
            return part.text();
        }
        if (part.commands() != null) {
            return output.apply(part.commands());
        }
        String known = known(part.variable());
        if (known != null) {
            return known;
        }
        return part.otherwise() == null ? part.text() : text(part.otherwise());
    }

    private String known(String name) {
        if (name.matches("[1-9]")) {
            int index = Integer.parseInt(name) - 1;
            return arguments == null || index >= arguments.size() ? null : arguments.get(index);
        }
        return isArgumentsOf(name) ? String.join(" ", arguments) : variables.get(name);
    }

    private boolean isArgumentsOf(String name) {
        return arguments != null && name.matches("[@*]");
    }

    /** A list in braces, without quotes, makes a word of each of its members. */
    private static List<Word> braces(Word word) {
        for (int i = 0; i < word.parts().size(); i++) {
            Part part = word.parts().get(i);
            Matcher braces = BRACES.matcher(part.text());
            if (part.isPlain() && !part.quoted() && braces.matches()) {
                List<Word> all = new ArrayList<>();
                for (String one : braces.group(2).split(",", -1)) {
                    List<Part> parts = new ArrayList<>(word.parts());
                    parts.set(i, Part.plain(braces.group(1) + one + braces.group(3), false));
                    all.addAll(braces(new Word(parts)));
                }
                return all;
            }
        }
        return List.of(word);
    }

    /** Whether a word has a value of the script's or the function's own words in it. */
    static boolean isGiven(Word word) {
        return word.parts().stream()
                .anyMatch(part -> part.variable() != null && part.variable().matches("[1-9@*]")
                        || part.otherwise() != null && isGiven(part.otherwise()));
    }
}
