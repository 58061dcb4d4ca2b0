package io.jenkins.plugins.amibakery.engine.runway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
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
        } catch (MarkedYAMLException e) {
            String place = e.getProblemMark() == null
                    ? ""
                    : ":" + (e.getProblemMark().getLine() + 1) + ":"
                            + (e.getProblemMark().getColumn() + 1);
            throw new IllegalArgumentException(shown + place + ": " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new IllegalArgumentException(shown + ": " + e.getMessage(), e);
        }
    }

    /** The entries of a mapping by their names as text; 8080: and true: are names too. */
    public static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    /** What a value is, for a message. */
    static String kind(Object value) {
        if (value instanceof Map) {
            return "a mapping";
        }
        return value instanceof List ? "a list" : "the text '" + value + "'";
    }
}
