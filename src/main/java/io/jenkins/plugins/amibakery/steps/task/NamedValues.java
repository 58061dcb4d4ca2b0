package io.jenkins.plugins.amibakery.steps.task;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.amibakery.config.FieldChecks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;

/** Several values in one field of a form: a line {@code NAME=VALUE} each, or a value a line. */
public final class NamedValues {
    private NamedValues() {}

    /**
     * Reads what was typed; blank lines and lines that begin with {@code #} are passed over.
     *
     * @param field the form's field, for the message
     * @throws IllegalArgumentException with one clear line when a line is no value
     */
    static LinkedHashMap<String, String> read(String field, String text) {
        LinkedHashMap<String, String> values = new LinkedHashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new FormMistake(Messages.NamedValues_noEquals(field, line));
            }
            values.put(line.substring(0, equals).strip(), line.substring(equals + 1));
        }
        if (!field.equals("tags")) { // EC2 takes blanks
            requireNames(field, values.keySet());
        }
        return values;
    }

    /** @throws IllegalArgumentException with one clear line when the name of a variable has a blank in it, or is none */
    public static void requireNames(String field, Collection<String> names) {
        for (String name : names) {
            if (name.isBlank() || name.chars().anyMatch(Character::isWhitespace)) {
                throw new FormMistake(Messages.NamedValues_blank(field, name));
            }
        }
    }

    /** Checks what is typed into such a field, for those who may configure the job. */
    public static FormValidation checked(Item item, String field, String text) {
        return FieldChecks.passing(item, () -> read(field, Util.fixNull(text)));
    }

    /** The same out of a submitted form, which does not have the field any more afterwards. */
    public static LinkedHashMap<String, String> takenFrom(JSONObject form, String field) {
        LinkedHashMap<String, String> values = read(field, form.optString(field));
        form.remove(field);
        return values;
    }

    /** The lines of a field of a submitted form, which does not have it any more afterwards. */
    public static ArrayList<String> listTakenFrom(JSONObject form, String field) {
        ArrayList<String> values = lines(form.optString(field));
        form.remove(field);
        return values;
    }

    /** The lines of a text that are not blank; none for null. */
    public static ArrayList<String> lines(String text) {
        return new ArrayList<>(Util.fixNull(text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList());
    }

    /** A map as a Jenkinsfile gives it, with plain strings for whatever Groovy put in; null means none. */
    public static LinkedHashMap<String, String> strings(Map<?, ?> given) {
        LinkedHashMap<String, String> strings = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((name, value) -> strings.put(String.valueOf(name), value == null ? "" : value.toString()));
        }
        return strings;
    }

    /** Several values as they stand in a field of a form; nothing for null. */
    public static String shown(Object values) {
        if (values instanceof Map<?, ?> map) {
            return text(strings(map));
        }
        return values instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining("\n"))
                : "";
    }

    /** The values as they would be typed. */
    static String text(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining("\n"));
    }
}
