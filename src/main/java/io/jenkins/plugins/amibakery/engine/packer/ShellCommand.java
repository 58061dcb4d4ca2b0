package io.jenkins.plugins.amibakery.engine.packer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One simple command of a script: words, without what stands around them.
 *
 * @param words the program first; quotes are gone, and what they held together is together
 * @param line where it begins, from 1
 * @param text the line it stands in
 * @param piped whether what it prints goes into another command
 */
record ShellCommand(List<String> words, int line, String text, boolean piped) {
    /** They run the command that follows them; so do variables that are set for it. */
    private static final Set<String> WRAPPERS = Set.of(
            "sudo", "env", "time", "nice", "ionice", "exec", "command", "then", "do", "else", "elif", "if", "while",
            "until", "!", "{", "(", "nohup", "retry", "timeout", "xargs", "eval", "doas", "chroot", "stdbuf", "run",
            "busybox", "&");

    private static final Set<String> WRAPPER_OPTIONS_WITH_VALUE =
            Set.of("-u", "-g", "-n", "-c", "-s", "-k", "-p", "-I", "-P", "-L");

    ShellCommand {
        words = List.copyOf(words);
    }

    /** Strips what runs a command from a command. */
    static List<String> bare(List<String> words) {
        int from = 0;
        while (from < words.size()) {
            String word = words.get(from);
            if (word.matches("[A-Za-z_]\\w*=.*") && !word.startsWith("(")) {
                from++;
            } else if (WRAPPERS.contains(named(word))) {
                from = afterWrapper(words, from);
            } else {
                break;
            }
        }
        return words.subList(Math.min(from, words.size()), words.size());
    }

    private static int afterWrapper(List<String> words, int wrapper) {
        int from = wrapper + 1;
        while (from < words.size() && words.get(from).startsWith("-")) {
            boolean value = WRAPPER_OPTIONS_WITH_VALUE.contains(words.get(from));
            from += value && !isFlagOf(words.get(wrapper), words.get(from)) ? 2 : 1;
        }
        boolean number = from < words.size() && words.get(from).matches("\\d+[smhd]?");
        boolean takes = Set.of("timeout", "retry", "chroot").contains(named(words.get(wrapper)));
        boolean directory = named(words.get(wrapper)).equals("chroot") && from < words.size();
        return takes && (number || directory) ? from + 1 : from;
    }

    /** A program by its name alone. */
    private static String named(String program) {
        return program.startsWith("/") ? program.substring(program.lastIndexOf('/') + 1) : program;
    }

    private static boolean isFlagOf(String wrapper, String option) {
        return switch (named(wrapper)) {
            case "sudo" -> Set.of("-n", "-k", "-s", "-P", "-H", "-E").contains(option);
            case "command", "exec", "time" -> !option.equals("-a");
            default -> false;
        };
    }

    /** The program without its directory, in lower case. */
    String program() {
        String first = words.isEmpty() ? "" : words.get(0);
        return first.substring(first.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** The words after the program that are not options, nor values of some options. */
    List<String> arguments(Set<String> withValue) {
        List<String> plain = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (withValue.contains(word)
                    || isCluster(word) && withValue.contains("-" + word.charAt(word.length() - 1))) {
                i++;
            } else if (word.matches("\\d?[<>].*|&>.*")) {
                i += word.matches("\\d?[<>]+|&>+") ? 1 : 0;
            } else if (!word.startsWith("-") || word.equals("-")) {
                plain.add(word);
            }
        }
        return plain;
    }

    /** Several options of one letter in one word. */
    private static boolean isCluster(String word) {
        return word.matches("-[A-Za-z]{2,}");
    }

    /** The value of the first of some options, written apart or after '='; null when none is there. */
    String option(String... names) {
        for (int i = 1; i < words.size(); i++) {
            for (String name : names) {
                boolean last = isCluster(words.get(i))
                        && name.length() == 2
                        && words.get(i).endsWith(name.substring(1));
                if (words.get(i).equals(name) || last) {
                    return i + 1 < words.size() ? words.get(i + 1) : "";
                }
                if (words.get(i).startsWith(name + "=")) {
                    return words.get(i).substring(name.length() + 1);
                }
            }
        }
        return null;
    }

    boolean has(String... options) {
        return List.of(options).stream().anyMatch(words::contains);
    }
}
