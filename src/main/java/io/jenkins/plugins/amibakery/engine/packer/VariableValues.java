package io.jenkins.plugins.amibakery.engine.packer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values a template's variables will have, in packer's order: given, var files, environment, defaults. */
final class VariableValues {
    private static final Pattern ENVIRONMENT =
            Pattern.compile("\\benv\\(\\s*\"(?<name>[^\"]+)\"\\s*\\)|\\benv\\s*\\((?<other>)");
    private static final String HCL_PREFIX = "PKR_VAR_";

    private final PackerTemplate template;
    private final VariableSources sources;
    private final Map<String, String> fromFiles = new LinkedHashMap<>();
    private final Set<String> fromOutside = new HashSet<>();
    private final Map<String, Optional<VariableValue>> known = new HashMap<>();
    private final Set<String> beingResolved = new HashSet<>();

    VariableValues(PackerTemplate template, VariableSources sources) {
        this.template = template;
        this.sources = sources;
        VariableFile.automatic(template)
                .forEach(file -> fromFiles.putAll(VariableFile.read(file, String.valueOf(file.getFileName()))));
        for (Path file : sources.files()) {
            Path place = sources.directory().resolve(file).normalize();
            Map<String, String> values = VariableFile.read(place, file.toString());
            fromFiles.putAll(values);
            if (isOutside(place)) {
                fromOutside.addAll(values.keySet());
            } else {
                fromOutside.removeAll(values.keySet());
            }
        }
    }

    /** Such as a file of credentials, which Jenkins puts beside the workspace: nobody says that its values may be seen. */
    private boolean isOutside(Path file) {
        return !file.startsWith(sources.directory()) && !file.startsWith(Places.root(template));
    }

    /** The value of a variable; empty when the template does not declare it, or nothing gives it one. */
    Optional<VariableValue> get(String name) {
        if (known.containsKey(name)) {
            return known.get(name);
        }
        if (!beingResolved.add(name)) {
            return Optional.empty();
        }
        Optional<VariableValue> value = resolve(name);
        beingResolved.remove(name);
        known.put(name, value);
        return value;
    }

    private Optional<VariableValue> resolve(String name) {
        TemplateVariable declared = template.variables().get(name);
        if (declared == null && template.variablesKnown()) {
            return Optional.empty();
        }
        boolean sensitive = declared != null && declared.sensitive();
        if (sources.secret().containsKey(name)) {
            return value(name, sources.secret().get(name), true);
        }
        if (sources.clear().containsKey(name)) {
            return value(name, sources.clear().get(name), sensitive);
        }
        if (fromFiles.containsKey(name)) {
            // To packer's JSON null is an empty text, and wins over a default as any other.
            String text = fromFiles.get(name);
            boolean empty = !template.isHcl() && text.equals(VariableValue.NULL);
            return value(name, empty ? "" : text, sensitive || fromOutside.contains(name));
        }
        String there = template.isHcl() ? sources.environment().get(HCL_PREFIX + name) : null;
        if (there != null) {
            return value(name, there, true);
        }
        return declared == null ? Optional.empty() : byDefault(declared);
    }

    private Optional<VariableValue> byDefault(TemplateVariable declared) {
        if (declared.defaultValue().isEmpty() && template.isHcl() && !declared.required()) {
            return value(declared.name(), VariableValue.NULL, declared.sensitive());
        }
        return declared.defaultValue()
                .map(text ->
                        template.isHcl() ? hcl(declared, text) : json(declared.name(), text, declared.sensitive()));
    }

    /** Values that are given are templates of packer's JSON too. */
    private Optional<VariableValue> value(String name, String text, boolean secret) {
        return template.isHcl() || !text.contains("{{")
                ? Optional.of(new VariableValue(name, text, secret, ""))
                : Optional.of(json(name, text, secret));
    }

    private VariableValue hcl(TemplateVariable declared, String text) {
        Matcher call = ENVIRONMENT.matcher(text);
        StringBuilder value = new StringBuilder();
        boolean secret = declared.sensitive();
        String changing = Changing.why(text).orElse("");
        while (call.find()) {
            secret = true;
            if (call.group("name") == null) {
                changing = "which variable of the environment it reads only Packer can tell";
            } else {
                String there = sources.environment().getOrDefault(call.group("name"), "");
                call.appendReplacement(value, Matcher.quoteReplacement(there));
            }
        }
        return new VariableValue(declared.name(), call.appendTail(value).toString(), secret, changing);
    }

    /** Values of JSON may refer to the environment and to other variables. */
    private VariableValue json(String name, String text, boolean sensitive) {
        boolean[] secret = {sensitive};
        String[] changing = {Changing.why(text).orElse("")};
        String value = Unresolved.text(JsonExpression.evaluate(
                com.fasterxml.jackson.databind.node.TextNode.valueOf(text), call -> {
                    if (call.startsWith("env ")) {
                        secret[0] = true;
                        return Optional.of(sources.environment().getOrDefault(call.substring(4), ""));
                    }
                    if (!call.startsWith("user ")) {
                        return Places.of(call, template, sources.directory());
                    }
                    Optional<VariableValue> other = get(call.substring(5));
                    other.ifPresent(found -> {
                        secret[0] |= found.secret();
                        changing[0] += found.changing();
                    });
                    return other.map(VariableValue::text);
                }));
        return new VariableValue(name, value, secret[0], changing[0]);
    }
}
