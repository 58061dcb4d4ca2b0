package io.jenkins.plugins.amibakery.engine.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lines to be inserted into a text, of which everything else stays as it is. */
final class Insertions {
    private final String text;
    private final TreeMap<Integer, StringBuilder> inserted = new TreeMap<>();

    Insertions(String text) {
        this.text = text;
    }

    /** Inserts before an offset, after what was inserted there earlier; with the line ends of the text. */
    void add(int offset, String more) {
        String lines = text.contains("\r\n") ? more.replace("\n", "\r\n") : more;
        inserted.computeIfAbsent(offset, unused -> new StringBuilder()).append(lines);
    }

    /** Whether something is inserted before an offset. */
    boolean has(int offset) {
        return inserted.containsKey(offset);
    }

    boolean isEmpty() {
        return inserted.isEmpty();
    }

    /** The text as it was. */
    String text() {
        return text;
    }

    /** The text with all of it. */
    String result() {
        return spliced(0, text.length(), true);
    }

    private String spliced(int from, int to, boolean last) {
        StringBuilder result = new StringBuilder();
        int at = from;
        for (Map.Entry<Integer, StringBuilder> one :
                inserted.subMap(from, true, to, last).entrySet()) {
            result.append(text, at, one.getKey()).append(one.getValue());
            at = one.getKey();
        }
        return result.append(text, at, to).toString();
    }

    /** The difference to the text as it was, line by line. */
    List<DiffLine> lines() {
        List<DiffLine> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            add(lines, text.substring(start, end), split(spliced(start, end, end == text.length())));
            start = end;
        }
        return lines;
    }

    /** A line that is still there is kept, whether something was inserted before or after it. */
    private static void add(List<DiffLine> lines, String old, List<String> now) {
        int kept = now.indexOf(old);
        if (kept < 0) {
            lines.add(new DiffLine('-', old));
        }
        for (int i = 0; i < now.size(); i++) {
            lines.add(new DiffLine(i == kept ? ' ' : '+', now.get(i)));
        }
    }

    /** Lines with their ends. */
    static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }
}
