package io.jenkins.plugins.amibakery.engine.yaml;

import io.jenkins.plugins.amibakery.engine.model.Unparsed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML that others wrote: plain values only, anchors and merges resolved, a name given twice refused. The one place where YAML
 * is read, within limits that none which serves a purpose comes near: 1 MB, lines of 100,000 characters, 50 aliases, 50 levels, and 20,000 values with every
 * alias written out. What it returns may therefore be walked and copied by anyone.
 */
public final class YamlText {
    /** In characters. */
    static final int LARGEST = 1_000_000;

    /** In characters: what has no line feed in it takes a time that grows with its square. */
    static final int LONGEST_LINE = 100_000;

    private YamlText() {}

    /**
     * The mapping that a text holds.
     *
     * @param shown how to name the text in messages
     * @return never null; an empty mapping for an empty text. Its values are whatever YAML has: mappings, lists, texts, numbers,
     *     truths, dates, nulls
     * @throws IllegalArgumentException with line and column, or with what it holds instead of a mapping
     */
    public static Map<String, Object> mapping(String text, String shown) {
        Object value = parse(text, shown);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(shown + ": it holds " + kind(value) + " instead of names and values");
        }
        return named(map);
    }

    /**
     * What a text holds with the place of each value.
     *
     * @param shown how to name the text in messages
     * @return empty for an empty text
     * @throws IllegalArgumentException as {@link #mapping} does
     */
    public static Optional<Node> nodes(String text, String shown) {
        return parsed(
                text,
                shown,
                options -> Optional.ofNullable(composer(text, options).getSingleNode()));
    }

    private static Object parse(String text, String shown) {
        return parsed(text, shown, options -> {
            SafeConstructor constructor = new SafeConstructor(options);
            constructor.setAllowDuplicateKeys(false);
            constructor.setComposer(composer(text, options));
            return constructor.getSingleData(Object.class);
        });
    }

    private static LimitedComposer composer(String text, LoaderOptions options) {
        return new LimitedComposer(new LimitedParser(new ParserImpl(new StreamReader(text), options)), options);
    }

    private static <T> T parsed(String text, String shown, Function<LoaderOptions, T> parser) {
        if (text.length() > LARGEST) {
            throw new IllegalArgumentException(shown + " is larger than 1 MB, the limit for such a text");
        }
        if (text.lines().anyMatch(line -> line.length() > LONGEST_LINE)) {
            throw new IllegalArgumentException(
                    shown + " has a line of more than " + LONGEST_LINE + " characters, the limit for such a text");
        }
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(LimitedComposer.DEEPEST);
        try {
            return parser.apply(options);
        } catch (YAMLException e) {
            throw new IllegalArgumentException(complaint(shown, e));
        }
    }

    /** Where, and what is wrong in words of our own: snakeyaml's quote what it read. */
    private static String complaint(String shown, YAMLException e) {
        Mark mark = e instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
        return Unparsed.line(
                shown, mark == null ? 0 : mark.getLine() + 1, mark == null ? 0 : mark.getColumn() + 1, problem(e));
    }

    private static String problem(YAMLException e) {
        if (e instanceof DuplicateKeyException) {
            return "a name is given twice";
        }
        if (e instanceof TooMuch much) {
            return much.what();
        }
        String said = String.valueOf(e.getMessage());
        if (said.contains("Nesting Depth exceeded")) {
            return "it is more than " + LimitedComposer.DEEPEST + " levels deep";
        }
        if (said.contains("mapping values are not allowed here")) {
            return "mapping values are not allowed here";
        }
        return said.contains("tag is not allowed") || said.contains("constructor for the tag")
                ? "tags are not allowed, only plain values"
                : "this is not valid YAML";
    }

    /** The entries of a mapping by their names as text; 8080: and true: are names too. */
    public static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    /** What a value is, for a message; never the value itself. */
    public static String kind(Object value) {
        if (value instanceof Map) {
            return "a mapping";
        }
        return value instanceof List ? "a list" : "a single value";
    }
}
