package io.jenkins.plugins.amibakery.steps;

import hudson.model.Descriptor.FormException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Named values as people type them into a form: a line {@code NAME=VALUE} each. */
final class NamedValues {
    private NamedValues() {}

    /**
     * Reads what was typed; blank lines and lines that begin with {@code #} are passed over.
     *
     * @param field the form's field, for the message
     */
    static LinkedHashMap<String, String> read(String field, String text) throws FormException {
        LinkedHashMap<String, String> values = new LinkedHashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new FormException(Messages.NamedValues_noEquals(line), field);
            }
            values.put(line.substring(0, equals).strip(), line.substring(equals + 1));
        }
        return values;
    }

    /** The values as they would be typed. */
    static String text(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining("\n"));
    }
}
