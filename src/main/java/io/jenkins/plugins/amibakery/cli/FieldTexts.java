package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.AmiField;
import io.jenkins.plugins.amibakery.engine.model.BakeField;
import io.jenkins.plugins.amibakery.engine.model.CompareField;
import io.jenkins.plugins.amibakery.engine.model.DeployField;
import io.jenkins.plugins.amibakery.engine.model.Field;
import io.jenkins.plugins.amibakery.engine.model.Field.Kind;
import io.jenkins.plugins.amibakery.engine.model.FleetField;
import io.jenkins.plugins.amibakery.engine.model.ProveField;
import io.jenkins.plugins.amibakery.engine.model.TestField;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ResourceBundle;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What is told of options that are parameters of a use case, and what counts without them: both stand in the engine's lists. An option
 * names its field by its description key, such as {@code bake.awaitSeconds}.
 */
final class FieldTexts extends ResourceBundle implements IDefaultValueProvider {
    private static final String OF_SECRETS =
            " Read from the environment variable of that name (or from VARIABLE); never shown, never in argv.";

    private final Map<String, Field> fields = new LinkedHashMap<>();

    FieldTexts() {
        for (Field field : BakeField.values()) {
            fields.put("bake." + field.key(), field);
        }
        for (Field field : AmiField.values()) {
            fields.put("images." + field.key(), field);
        }
        for (Field field : FleetField.values()) {
            fields.put("fleet." + field.key(), field);
        }
        for (Field field : CompareField.values()) {
            fields.put("compare." + field.key(), field);
        }
        for (Field field : ProveField.values()) {
            fields.put("prove." + field.key(), field);
        }
        for (Field field : TestField.values()) {
            fields.put("test." + field.key(), field);
        }
        for (Field field : DeployField.values()) {
            fields.put("deploy." + field.key(), field);
        }
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(fields.keySet());
    }

    @Override
    protected Object handleGetObject(String key) {
        Field field = fields.get(key);
        return field == null ? null : escaped(plain(field.told().brief() + further(field.told())));
    }

    /** A number that counts when none is given; all else begins empty, or as its option says. */
    @Override
    public String defaultValue(ArgSpec option) {
        Field field = fields.get(option.descriptionKey());
        return field != null && field.told().kind() == Kind.NUMBER
                ? field.told().standard()
                : null;
    }

    private static String further(Field.Told told) {
        return switch (told.kind()) {
            case SECRETS -> OF_SECRETS;
            case TEXTS, VALUES -> " May be repeated.";
            case NUMBER -> " Default: " + told.standard() + ".";
            case TEXT -> told.standard() == null ? "" : " By default " + told.standard() + ".";
            case CHOICE, FLAG, AMI -> "";
        };
    }

    /** Without the tags that a browser needs. */
    private static String plain(String html) {
        return html.replaceAll("</?\\w+>", "");
    }

    /** As picocli prints it: it reads formats and variables in descriptions. */
    private static String escaped(String text) {
        return text.replace("%", "%%").replace("$", "$$");
    }
}
