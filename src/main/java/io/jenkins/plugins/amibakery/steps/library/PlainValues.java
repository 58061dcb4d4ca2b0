package io.jenkins.plugins.amibakery.steps.library;

import io.jenkins.plugins.amibakery.engine.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of YAML as a sandboxed Jenkinsfile can hold them over a restart: maps, lists, texts, numbers, true and false, null. */
final class PlainValues {
    private PlainValues() {}

    /**
     * A mapping with everything in it.
     *
     * @param shown how to name the mapping in messages
     * @throws IllegalArgumentException with one clear line that names the value, if one is a date or of another kind
     */
    static LinkedHashMap<String, Object> of(Map<?, ?> map, String shown) {
        LinkedHashMap<String, Object> plain = new LinkedHashMap<>();
        YamlText.named(map).forEach((name, value) -> plain.put(name, value(value, place(shown, name))));
        return plain;
    }

    private static String place(String shown, String name) {
        return shown.endsWith(":") ? shown + " " + name : shown + "." + name;
    }

    private static Object value(Object value, String shown) {
        if (value instanceof Map<?, ?> map) {
            return of(map, shown);
        }
        if (value instanceof List<?> list) {
            ArrayList<Object> plain = new ArrayList<>();
            list.forEach(one -> plain.add(value(one, shown)));
            return plain;
        }
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException(shown + " is no text, number, list or mapping; put the value into quotes.");
    }
}
