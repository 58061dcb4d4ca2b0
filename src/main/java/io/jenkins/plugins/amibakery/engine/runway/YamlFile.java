package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads YAML that others wrote: plain values only, anchors and merges resolved, a name given twice refused. */
final class YamlFile {
    private static final int LARGEST = 1_000_000;

    private YamlFile() {}

    /**
     * The mapping a file holds.
     *
     * @param shown how to name the file in messages
     * @return never null; an empty mapping for an empty file
     * @throws DeployFailedException {@link DeployFailureCause#CONFIG_INVALID} with file, line and column
     */
    static Map<String, Object> read(Path file, String shown) {
        try {
            if (Files.size(file) > LARGEST) {
                throw invalid(shown + " is larger than 1 MB, which no such file is");
            }
            return mapping(parse(Files.readString(file, StandardCharsets.UTF_8), shown), shown);
        } catch (MalformedInputException e) {
            throw invalid(shown + " is not UTF-8 text");
        } catch (IOException e) {
            throw invalid(shown + " cannot be read: " + e.getMessage());
        }
    }

    private static Object parse(String text, String shown) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(100);
        try {
            return new Yaml(new SafeConstructor(options)).load(text);
        } catch (MarkedYAMLException e) {
            String place = e.getProblemMark() == null
                    ? ""
                    : ":" + (e.getProblemMark().getLine() + 1) + ":"
                            + (e.getProblemMark().getColumn() + 1);
            throw invalid(shown + place + ": " + e.getProblem());
        } catch (YAMLException e) {
            throw invalid(shown + ": " + e.getMessage());
        }
    }

    private static Map<String, Object> mapping(Object value, String shown) {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw invalid(shown + ": it holds " + kind(value) + " where names and values have to be");
        }
        return named(map);
    }

    /** The entries of a mapping by their names as text; 8080: and true: are names too. */
    static Map<String, Object> named(Map<?, ?> map) {
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

    static DeployFailedException invalid(String what) {
        return new DeployFailedException(DeployFailureCause.CONFIG_INVALID, what);
    }
}
