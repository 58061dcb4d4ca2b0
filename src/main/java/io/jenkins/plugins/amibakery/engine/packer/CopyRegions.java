package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads into which regions a build copies its AMI, where plain texts and variables say it. */
final class CopyRegions {
    private static final Pattern LIST = Pattern.compile("\\[\\s*(?:\"[^\"]*\"\\s*,?\\s*)*]");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern VARIABLE = Pattern.compile("var\\.([\\w-]+)");

    private final Function<String, Optional<String>> variables;
    private final Path template;
    private final boolean isHcl;

    CopyRegions(Function<String, Optional<String>> variables, Path template, boolean isHcl) {
        this.variables = variables;
        this.template = template;
        this.isHcl = isHcl;
    }

    /** Codes of regions; none where one of them cannot be told. */
    List<String> of(TemplateBuild build) {
        List<String> codes = new ArrayList<>();
        for (String written : build.copies()) {
            Optional<List<String>> some = isHcl ? ofExpression(written.strip()) : ofText(written);
            if (some.isEmpty()) {
                return List.of();
            }
            codes.addAll(some.get());
        }
        return codes.stream().allMatch(Region::isRegion) ? codes : List.of();
    }

    /** A text may hold several, with commas between them. */
    private Optional<List<String>> ofText(String text) {
        return PlainValue.of(text, variables, template, isHcl)
                .map(value -> List.of(value.strip().split("\\s*,\\s*")));
    }

    private Optional<List<String>> ofExpression(String expression) {
        Matcher variable = VARIABLE.matcher(expression);
        if (variable.matches()) {
            return variables.apply(variable.group(1)).map(String::strip).flatMap(this::ofList);
        }
        return ofList(expression);
    }

    private Optional<List<String>> ofList(String expression) {
        if (!LIST.matcher(expression).matches()) {
            return Optional.empty();
        }
        List<String> codes = new ArrayList<>();
        Matcher texts = TEXT.matcher(expression);
        while (texts.find()) {
            Optional<List<String>> some = ofText(texts.group(1));
            if (some.isEmpty()) {
                return Optional.empty();
            }
            codes.addAll(some.get());
        }
        return Optional.of(codes);
    }

    /** Of two builds of one name. */
    static List<String> both(List<String> one, List<String> other) {
        TreeSet<String> all = new TreeSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }
}
