package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is known of a program: a section of the table of programs, whose head explains the fields. */
final class Program {
    private static final Set<String> FIELDS = Set.of(
            "settled",
            "installs",
            "upgrades",
            "version",
            "pinned",
            "alone",
            "values",
            "dry",
            "harmless",
            "outside",
            "runs",
            "skips",
            "lock",
            "asks",
            "judged");

    private final Map<String, String> fields;
    private final Set<String> values;

    /** @throws IllegalArgumentException when a field is no field, or a pattern none */
    Program(Map<String, String> fields) {
        this.fields = Map.copyOf(fields);
        this.values = new HashSet<>(list("values"));
        fields.forEach((name, value) -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException("'" + name + "' is no field; they are " + FIELDS);
            }
        });
        for (String patterns : List.of("installs", "upgrades", "harmless", "dry", "pinned", "alone")) {
            list(patterns).stream().filter(one -> !one.equals("*")).forEach(Pattern::compile);
        }
        Pattern.compile(field("version"));
        Pattern.compile(field("outside"));
    }

    /** A field's value; empty where the section has none. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    List<String> list(String name) {
        return fields.containsKey(name) ? List.of(fields.get(name).split("\\s+")) : List.of();
    }

    Settling settling() {
        return Settling.of(field("settled"));
    }

    /** The words after the program that are neither options nor their values. */
    List<String> arguments(ShellCommand command) {
        return command.arguments(values);
    }

    /** Whether a list of the section names what a command asks for: by its first words or by an option, a harmless one in front. */
    boolean names(String list, ShellCommand command) {
        return list(list).stream().anyMatch(one -> names(one, list.equals("harmless"), command));
    }

    /** Whether one of some patterns does. */
    boolean names(List<String> patterns, ShellCommand command) {
        return patterns.stream().anyMatch(one -> names(one, false, command));
    }

    private boolean names(String pattern, boolean inFront, ShellCommand command) {
        List<String> plain = arguments(command);
        String first = plain.isEmpty() ? "" : plain.get(0);
        List<String> words = pattern.startsWith("-")
                ? inFront ? command.words().stream().skip(1).limit(1).toList() : command.words()
                : plain.isEmpty() ? List.of() : List.of(first, first + ":" + (plain.size() > 1 ? plain.get(1) : ""));
        return pattern.equals("*") || words.stream().anyMatch(word -> bare(word).matches(pattern));
    }

    /** An option without the value that is written with it. */
    private static String bare(String word) {
        return word.startsWith("-") ? word.replaceFirst("=.*", "") : word;
    }

    /** How many words stand before the command that this one runs. */
    int before(List<String> words) {
        int from = 1;
        int skipped = field("skips").isEmpty() ? 0 : Integer.parseInt(field("skips"));
        while (from < words.size()) {
            String word = words.get(from);
            if (word.equals("--")) {
                from++;
            } else if (word.matches("[-+].+")) {
                from += values.contains(word) || ShellCommand.endsWithOne(word, values) ? 2 : 1;
            } else if (word.matches("[A-Za-z_]\\w*=.*")) {
                from++;
            } else if (skipped > 0) {
                skipped--;
                from++;
            } else {
                break;
            }
        }
        return Math.min(from, words.size());
    }
}
