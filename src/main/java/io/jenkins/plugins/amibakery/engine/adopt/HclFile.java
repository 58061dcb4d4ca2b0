package io.jenkins.plugins.amibakery.engine.adopt;

import io.jenkins.plugins.amibakery.engine.packer.HclBlock;
import io.jenkins.plugins.amibakery.engine.packer.TemplateFile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A file of HCL, and what is inserted between its blocks. */
final class HclFile {
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s*([\\w-]+ *) = ");

    private final String name;
    private final String text;
    private final HclBlock whole;
    private final Insertions insertions;

    /** @param whole the file as a block */
    HclFile(TemplateFile file, HclBlock whole) {
        this.name = file.name();
        this.text = new String(file.bytes(), StandardCharsets.UTF_8);
        this.whole = whole;
        this.insertions = new Insertions(text);
    }

    String name() {
        return name;
    }

    HclBlock whole() {
        return whole;
    }

    Insertions insertions() {
        return insertions;
    }

    /** A block as it stands there. */
    String text(HclBlock block) {
        return text.substring(block.place().start(), block.place().end());
    }

    /** Inserts a block before another one and the comment that belongs to it. */
    void before(HclBlock next, String block) {
        insertions.add(lineWithComment(next), indented(block, indent(next)) + "\n\n");
    }

    /** Where the lines of a block begin, with those of a comment above it. */
    private int lineWithComment(HclBlock block) {
        int line = lineStart(block.place().start());
        for (int above = lineStart(line - 1); line > 0 && isComment(above, line); above = lineStart(line - 1)) {
            line = above;
        }
        return line;
    }

    private boolean isComment(int from, int to) {
        String line = text.substring(from, to).strip();
        return line.startsWith("#") || line.startsWith("//");
    }

    /** Inserts a block after the line in which another one ends. */
    void after(HclBlock last, String block) {
        int feed = text.indexOf('\n', last.place().end());
        int end = feed < 0 ? text.length() : feed > 0 && text.charAt(feed - 1) == '\r' ? feed - 1 : feed;
        insertions.add(end, "\n\n" + indented(block, indent(last)));
    }

    /** Inserts a block as the last one of another. */
    void into(HclBlock outer, String block) {
        int close = outer.place().end() - 1;
        int line = lineStart(close);
        boolean isOneLine = line <= outer.place().open();
        // There a block can have one attribute and nothing else.
        if (isOneLine && !insertions.has(outer.place().open())) {
            insertions.add(outer.place().open(), "\n ");
            insertions.add(close, "\n");
        }
        insertions.add(isOneLine ? close : line, "\n" + indented(block, indent(outer) + "  ") + "\n");
    }

    /** Inserts an attribute before a block, in line with the one above it. */
    void attribute(HclBlock next, String name, String value) {
        int line = lineWithComment(next);
        String above = text.substring(lineStart(line - 1), line);
        Matcher equals = ATTRIBUTE.matcher(above);
        int width = equals.lookingAt() ? equals.group(1).length() : 0;
        String padded = name + " ".repeat(Math.max(0, width - name.length()));
        insertions.add(line, indent(next) + padded + " = " + value + "\n");
    }

    private int lineStart(int at) {
        return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
    }

    private String indent(HclBlock block) {
        String before =
                text.substring(lineStart(block.place().start()), block.place().start());
        return before.isBlank() ? before : "";
    }

    private static String indented(String block, String indent) {
        return block.lines().map(line -> indent + line).collect(Collectors.joining("\n"));
    }

    static String block(Provisioner provisioner) {
        Map<String, String> values = new LinkedHashMap<>();
        provisioner.settings().forEach((setting, value) -> values.put(setting, quoted(value)));
        if (!provisioner.only().isEmpty()) {
            values.put(
                    "only",
                    provisioner.only().stream().map(HclFile::quoted).collect(Collectors.joining(", ", "[", "]")));
        }
        int width = values.keySet().stream().mapToInt(String::length).max().orElse(1);
        StringBuilder block = new StringBuilder("provisioner \"" + provisioner.type() + "\" {\n");
        values.forEach((setting, value) -> block.append("  ")
                .append(setting)
                .append(" ".repeat(width - setting.length()))
                .append(" = ")
                .append(value)
                .append('\n'));
        return block.append('}').toString();
    }

    /** A text with interpolations; one that is a variable alone stands for itself. */
    static String quoted(String value) {
        return value.matches("\\$\\{var\\.\\w+}")
                ? value.substring(2, value.length() - 1)
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
