package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.Unparsed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads YAML that others wrote: plain values only, anchors and merges resolved, a name given twice refused. */
public final class YamlText {
    private static final int MOST_ALIASES = 100;

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
            throw new IllegalArgumentException(
                    shown + ": it holds " + kind(value) + " where names and values have to be");
        }
        return named(map);
    }

    private static Object parse(String text, String shown) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try {
            return new Yaml(new SafeConstructor(options)).load(text);
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
        String said = String.valueOf(e.getMessage());
        if (said.contains("aliases for non-scalar nodes")) {
            return "it has more than " + MOST_ALIASES + " aliases";
        }
        if (said.contains("mapping values are not allowed here")) {
            return "mapping values are not allowed here";
        }
        return said.contains("tag is not allowed") || said.contains("constructor for the tag")
                ? "a tag stands here, and only plain values may"
                : "this is not valid YAML";
    }

    /** The entries of a mapping by their names as text; 8080: and true: are names too. */
    public static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    /** What a value is, for a message; never the value itself. */
    static String kind(Object value) {
        if (value instanceof Map) {
            return "a mapping";
        }
        return value instanceof List ? "a list" : "a single value";
    }
}
