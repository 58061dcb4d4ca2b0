package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files whose checksums a script compares with sums that it, or an input, names. */
final class Checksums {
    private static final Pattern SUM =
            Pattern.compile("(?m)^\\s*(?:\\\\?[0-9a-fA-F]{32,128}|\\S*\\$\\S*)\\s+[*]?(?<file>\\S.*?)\\s*$");

    private final Set<String> files = new HashSet<>();

    Checksums(List<ShellCommand> commands, Function<String, Optional<String>> inputs) {
        for (ShellCommand command : commands) {
            if (command.program().matches("(?:sha\\d*|md5|b2|b3)sum|shasum")
                    && command.words().stream().anyMatch(word -> word.matches("-[a-z]*c|--check"))) {
                List<String> lists = command.arguments(Set.of("-a", "--algorithm")).stream()
                        .filter(word -> !word.equals("-"))
                        .toList();
                lists.stream().map(inputs).flatMap(Optional::stream).forEach(this::read);
                if (lists.isEmpty() && command.input() != null) {
                    read(command.input());
                }
            }
        }
    }

    private void read(String sums) {
        Matcher sum = SUM.matcher(sums);
        while (sum.find()) {
            files.add(ShellPrinter.last(sum.group("file")));
        }
    }

    /** Whether a file is the one it was. */
    boolean settles(String file) {
        return file != null && files.contains(ShellPrinter.last(file));
    }
}
