package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a shell script, a place in it, and what its comments say. */
class ShellSource {
    /** In a comment: its author vouches that nothing of a line, or of the file, changes. */
    static final Pattern MARK = Pattern.compile("#\\s*ami-bakery:\\s*fixed\\b(?<file>\\s+file\\b)?.*");

    private static final int DEEPEST = 60;

    /** Lines for which a mark vouches. */
    final TreeSet<Integer> fixed = new TreeSet<>();
    /** Lines whose mark vouches for the line that follows. */
    final TreeSet<Integer> announced = new TreeSet<>();

    boolean wholeFile;
    final String text;
    int at;
    int depth;
    private final int first;
    private int counted;
    private int passed;

    ShellSource(String text, int first, int depth) {
        this.text = text;
        this.first = first;
        this.depth = depth;
    }

    final IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("line " + line() + ": " + what);
    }

    final void deeper() {
        if (++depth > DEEPEST) {
            throw wrong("it is nested too deeply");
        }
    }

    final void higher() {
        depth--;
    }

    /** The line at which reading is. */
    final int line() {
        return line(at);
    }

    /** The line of a place. */
    final int line(int place) {
        if (counted > place) {
            counted = 0;
            passed = 0;
        }
        for (; counted < Math.min(place, text.length()); counted++) {
            passed += text.charAt(counted) == '\n' ? 1 : 0;
        }
        return first + passed;
    }

    final boolean more() {
        return at < text.length();
    }

    final boolean looking(String next) {
        return text.startsWith(next, at);
    }

    final boolean take(String next) {
        boolean there = looking(next);
        at += there ? next.length() : 0;
        return there;
    }

    /** Passes over blanks, lines that go on, and comments. */
    final void blanks() {
        while (more()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '\\' && (text.startsWith("\n", at + 1) || text.startsWith("\r\n", at + 1))) {
                at = text.indexOf('\n', at) + 1;
            } else if (c == '#' && (at == 0 || " \t\r\n;&|()".indexOf(text.charAt(at - 1)) >= 0)) {
                comment();
            } else {
                return;
            }
        }
    }

    private void comment() {
        int end = text.indexOf('\n', at);
        Matcher mark =
                MARK.matcher(text.substring(at, end < 0 ? text.length() : end).strip());
        boolean alone = text.substring(text.lastIndexOf('\n', at - 1) + 1, at).isBlank();
        if (mark.matches()) {
            wholeFile |= alone && mark.group("file") != null;
            (alone ? announced : fixed).add(line());
        } else if (alone && announced.contains(line() - 1)) {
            announced.add(line());
        }
        at = end < 0 ? text.length() : end;
    }
}
