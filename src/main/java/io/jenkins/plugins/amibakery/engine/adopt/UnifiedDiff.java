package io.jenkins.plugins.amibakery.engine.adopt;

import java.util.List;

/** Differences as {@code patch -p1} and {@code git apply} take them. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /** The difference of a file, by its name below the directory in which it will be applied; empty when there is none. */
    static String of(String name, List<DiffLine> lines) {
        StringBuilder diff = new StringBuilder();
        int[] at = {1, 1};
        int done = 0;
        for (int next = change(lines, 0); next < lines.size(); next = change(lines, done)) {
            int start = Math.max(done, next - CONTEXT);
            int end = next;
            for (int more = next; more < lines.size() && more <= end + 2 * CONTEXT; more = change(lines, more + 1)) {
                end = more;
            }
            end = Math.min(lines.size(), end + CONTEXT + 1);
            pass(lines.subList(done, start), at);
            hunk(diff, lines.subList(start, end), at);
            done = end;
        }
        return diff.isEmpty() ? "" : "--- " + path("a/" + name) + "\n+++ " + path("b/" + name) + "\n" + diff;
    }

    /** A file that is new. */
    static String created(String name, String text) {
        List<String> lines = Insertions.split(text);
        StringBuilder diff = new StringBuilder("--- /dev/null\n+++ " + path("b/" + name) + "\n");
        diff.append("@@ -0,0 +1,").append(lines.size()).append(" @@\n");
        lines.forEach(line -> diff.append(new DiffLine('+', line).shown()));
        return diff.toString();
    }

    /** A blank would end the name, were there no tab. */
    private static String path(String name) {
        return name.contains(" ") ? name + "\t" : name;
    }

    private static int change(List<DiffLine> lines, int from) {
        int at = from;
        while (at < lines.size() && !lines.get(at).isChange()) {
            at++;
        }
        return at;
    }

    private static void hunk(StringBuilder diff, List<DiffLine> lines, int[] at) {
        int[] start = at.clone();
        pass(lines, at);
        int was = at[0] - start[0];
        diff.append("@@ -")
                .append(was == 0 ? start[0] - 1 : start[0])
                .append(',')
                .append(was);
        diff.append(" +").append(start[1]).append(',').append(at[1] - start[1]).append(" @@\n");
        lines.forEach(line -> diff.append(line.shown()));
    }

    /** Counts lines of the file before and after. */
    private static void pass(List<DiffLine> lines, int[] at) {
        for (DiffLine line : lines) {
            at[0] += line.sign() == '+' ? 0 : 1;
            at[1] += line.sign() == '-' ? 0 : 1;
        }
    }
}
