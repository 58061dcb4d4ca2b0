package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A shell script, read. */
final class Script {
    private final List<Step> steps;
    private final SortedSet<Integer> fixed = new TreeSet<>();
    private final boolean wholeFile;
    private final String[] lines;
    private final int first;

    /**
     * @param first the number of its first line
     * @param depth how deep it is nested in others
     * @throws IllegalArgumentException with a clause, where it is no script
     */
    Script(String text, int first, int depth) {
        ShellParser parser = new ShellParser(text, first, depth);
        this.steps = parser.script();
        this.lines = text.split("\n", -1);
        this.first = first;
        this.wholeFile = parser.wholeFile;
        parser.fixed.forEach(line -> fixed.add(begin(line)));
        parser.announced.forEach(line -> fixed.add(line + 1));
    }

    List<Step> steps() {
        return steps;
    }

    /** Whether its author vouches for all of it. */
    boolean isFixed() {
        return wholeFile;
    }

    /** Whether its author vouches for what stands on some lines. */
    boolean isFixed(int from, int to) {
        return !fixed.subSet(begin(from), to + 1).isEmpty();
    }

    /** The first of the lines that one is joined to by backslashes. */
    private int begin(int line) {
        int begin = line;
        while (begin > first && goesOn(begin - 1)) {
            begin--;
        }
        return begin;
    }

    private boolean goesOn(int line) {
        String text = line(line).stripTrailing();
        return text.endsWith("\\") && !text.endsWith("\\\\") && !text.strip().startsWith("#");
    }

    private String line(int number) {
        int index = number - first;
        return index < 0 || index >= lines.length ? "" : lines[index];
    }

    /** A line with those that it is joined to by backslashes, as one. */
    String text(int line) {
        StringBuilder text = new StringBuilder();
        int number = begin(line);
        for (; goesOn(number); number++) {
            String part = line(number).stripTrailing();
            text.append(part, 0, part.length() - 1).append(' ');
        }
        return text.append(line(number)).toString();
    }
}
