package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evaluates what stands between double braces in a JSON template, as far as it can be told before packer runs. */
final class JsonExpression {
    private static final Pattern BRACES = Pattern.compile("\\{\\{-?\\s*(?<inner>.*?)\\s*-?}}", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("\\buser\\s+[`\"](?<variable>[^`\"]+)[`\"]");
    private static final Pattern CALL = Pattern.compile("(?<word>\\w+)(?:\\s+[`\"](?<argument>[^`\"]*)[`\"])?");

    private JsonExpression() {}

    /** The names of the user variables a text refers to. */
    static Set<String> variables(String text) {
        Set<String> names = new TreeSet<>();
        Matcher braces = BRACES.matcher(text);
        while (braces.find()) {
            Matcher user = USER.matcher(braces.group("inner"));
            while (user.find()) {
                names.add(user.group("variable"));
            }
        }
        return names;
    }

    /**
     * A value with its expressions evaluated.
     *
     * @param calls value of an expression such as {@code user name}, {@code env NAME}, {@code template_dir}: a word and, after
     *     a blank, its argument
     * @return the same tree; texts that only packer can tell are {@link Unresolved}
     */
    static JsonNode evaluate(JsonNode value, Function<String, Optional<String>> calls) {
        if (value.isTextual()) {
            return text(value.asText(), calls);
        }
        if (value.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            value.forEach(member -> list.add(evaluate(member, calls)));
            return list;
        }
        if (value.isObject()) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(member -> map.set(member.getKey(), evaluate(member.getValue(), calls)));
            return map;
        }
        return value;
    }

    private static JsonNode text(String text, Function<String, Optional<String>> calls) {
        StringBuilder resolved = new StringBuilder();
        boolean complete = true;
        Matcher braces = BRACES.matcher(text);
        while (braces.find()) {
            Matcher call = CALL.matcher(braces.group("inner"));
            Optional<String> part = call.matches() ? calls.apply(key(call)) : Optional.empty();
            complete &= part.isPresent();
            braces.appendReplacement(resolved, Matcher.quoteReplacement(part.orElse(braces.group())));
        }
        braces.appendTail(resolved);
        return complete ? JsonNodeFactory.instance.textNode(resolved.toString()) : Unresolved.node(resolved.toString());
    }

    private static String key(Matcher call) {
        String argument = call.group("argument");
        return argument == null ? call.group("word") : call.group("word") + " " + argument;
    }
}
