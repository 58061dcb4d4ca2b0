package io.jenkins.plugins.amibakery.engine.packer;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves the plain half of packer's expressions: variables and the template's directory, nothing that computes. */
final class PlainValue {
    private static final Pattern JSON =
            Pattern.compile("\\{\\{\\s*(?:user\\s+[`\"](?<variable>[^`\"]+)[`\"]|(?<place>template_dir|pwd))\\s*}}");
    private static final Pattern HCL =
            Pattern.compile("\\$\\{\\s*(?:var\\.(?<variable>[\\w-]+)|(?<place>path\\.root|path\\.cwd))\\s*}");

    private PlainValue() {}

    /**
     * The value of a path's expression, empty when more than this is in it, or a variable without a known value.
     *
     * @param variable value of a variable
     * @param template the template's file or directory
     */
    static Optional<String> of(
            String expression, Function<String, Optional<String>> variable, Path template, boolean hcl) {
        StringBuilder value = new StringBuilder();
        Matcher matcher = (hcl ? HCL : JSON).matcher(expression);
        while (matcher.find()) {
            String name = matcher.group("variable");
            Optional<String> part = name != null ? variable.apply(name) : place(matcher.group("place"), template);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(value, Matcher.quoteReplacement(part.get()));
        }
        matcher.appendTail(value);
        return Optional.of(value.toString()).filter(PlainValue::isPath);
    }

    private static Optional<String> place(String word, Path template) {
        if ("pwd".equals(word) || "path.cwd".equals(word)) {
            return Optional.of(".");
        }
        Path directory = Files.isDirectory(template)
                ? template
                : template.toAbsolutePath().getParent();
        return Optional.ofNullable(directory).map(Path::toAbsolutePath).map(Path::toString);
    }

    private static boolean isPath(String value) {
        if (value.isBlank() || value.contains("{{") || value.contains("${") || value.contains("%{")) {
            return false;
        }
        try {
            Path.of(value);
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
