package io.jenkins.plugins.amibakery.steps.bake;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.FieldChecks;
import io.jenkins.plugins.amibakery.config.PackerInstallation;
import io.jenkins.plugins.amibakery.engine.model.BakeField;
import io.jenkins.plugins.amibakery.steps.task.NamedValues;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import net.sf.json.JSONObject;

/**
 * The parts of the form that hold several values in one text: a line {@code NAME=VALUE} each, or a value a line. Data binding
 * knows no maps, so they are taken out of what was submitted before it, and set after it.
 */
final class BakeForm {
    private final Map<BakeField, LinkedHashMap<String, String>> maps = new EnumMap<>(BakeField.class);
    private final Map<BakeField, ArrayList<String>> lists = new EnumMap<>(BakeField.class);

    private BakeForm() {}

    /** Takes its fields out of a submitted form. */
    static BakeForm takenFrom(JSONObject form) {
        BakeForm taken = new BakeForm();
        for (BakeField field : BakeField.values()) {
            switch (field.told().kind()) {
                case VALUES, SECRETS -> taken.maps.put(field, NamedValues.takenFrom(form, field.key()));
                case TEXTS -> taken.lists.put(field, NamedValues.listTakenFrom(form, field.key()));
                default -> {}
            }
        }
        return taken;
    }

    /** Sets what was taken. */
    void into(BakeParameters parameters) {
        parameters.vars = maps.get(BakeField.VARS);
        parameters.secretVars = maps.get(BakeField.SECRET_VARS);
        parameters.tags = maps.get(BakeField.TAGS);
        parameters.environment = maps.get(BakeField.ENVIRONMENT);
        parameters.varFiles = lists.get(BakeField.VAR_FILES);
        parameters.only = lists.get(BakeField.ONLY);
        parameters.except = lists.get(BakeField.EXCEPT);
        parameters.inputs = lists.get(BakeField.INPUTS);
    }

    /** The packer installations, for those who may configure the job. */
    static ListBoxModel packers(Item item) {
        ListBoxModel choices = new ListBoxModel();
        choices.add(Messages.BakeForm_packerOnPath(), "");
        if (FieldChecks.mayConfigure(item)) {
            for (PackerInstallation installation : PackerInstallation.installations()) {
                choices.add(installation.getName());
            }
        }
        return choices;
    }

    /** Checks two lists of packer builds, a line each, of which one may be given. */
    static FormValidation exclusive(Item item, String only, String except) {
        return checked(item, parameters -> {
            parameters.only = NamedValues.lines(only);
            parameters.except = NamedValues.lines(except);
        });
    }

    /** Checks one field by the rules of all of them; says nothing to those who may not configure the job. */
    static FormValidation checked(Item item, Consumer<BakeParameters> field) {
        return FieldChecks.passing(item, () -> {
            BakeParameters parameters = new BakeParameters();
            parameters.template = "template";
            field.accept(parameters);
            parameters.check();
        });
    }
}
