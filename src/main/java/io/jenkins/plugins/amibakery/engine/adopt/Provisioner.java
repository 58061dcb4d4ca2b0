package io.jenkins.plugins.amibakery.engine.adopt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A provisioner to be inserted.
 *
 * @param type such as {@code shell}
 * @param settings their values as the template's language writes a text without its quotes
 * @param only the builds that it works in; empty for all
 */
record Provisioner(String type, Map<String, String> settings, List<String> only) {
    /** @param words names and values of settings in turn */
    static Provisioner of(String type, List<String> only, String... words) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            settings.put(words[i], words[i + 1]);
        }
        return new Provisioner(type, settings, only);
    }
}
