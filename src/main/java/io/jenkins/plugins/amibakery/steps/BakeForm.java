package io.jenkins.plugins.amibakery.steps;

import hudson.model.Descriptor.FormException;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.PackerInstallation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;

/**
 * The parts of the form that hold several values in one text: a line {@code NAME=VALUE} each, or a value a line. Data binding
 * knows no maps, so they are taken out of what was submitted before it, and set after it.
 */
final class BakeForm {
    /** Every field of the form, in the order of the reference. */
    static final List<String> FIELDS = List.of(
            "template",
            "vars",
            "secretVars",
            "varFiles",
            "only",
            "except",
            "tags",
            "environment",
            "region",
            "packer",
            "credentialsId",
            "profile",
            "roleArn",
            "externalId",
            "sessionSeconds",
            "recipe",
            "force",
            "reuse",
            "inputs",
            "locked",
            "writeLock",
            "parallelBuilds",
            "awaitSeconds",
            "graceSeconds");

    private static final List<String> NAMED_VALUES = List.of("vars", "secretVars", "tags", "environment");
    private static final List<String> VALUES = List.of("varFiles", "only", "except", "inputs");

    private final Map<String, LinkedHashMap<String, String>> maps = new LinkedHashMap<>();
    private final Map<String, ArrayList<String>> lists = new LinkedHashMap<>();

    private BakeForm() {}

    /** Takes its fields out of a submitted form. */
    static BakeForm takenFrom(JSONObject form) throws FormException {
        BakeForm taken = new BakeForm();
        for (String field : NAMED_VALUES) {
            taken.maps.put(field, NamedValues.takenFrom(form, field));
        }
        for (String field : VALUES) {
            taken.lists.put(field, NamedValues.listTakenFrom(form, field));
        }
        return taken;
    }

    /** Sets what was taken. */
    void into(BakeParameters parameters) {
        parameters.vars = maps.get("vars");
        parameters.secretVars = maps.get("secretVars");
        parameters.tags = maps.get("tags");
        parameters.environment = maps.get("environment");
        parameters.varFiles = lists.get("varFiles");
        parameters.only = lists.get("only");
        parameters.except = lists.get("except");
        parameters.inputs = lists.get("inputs");
    }

    /** The packer installations, for those who may configure the job. */
    static ListBoxModel packers(Item item) {
        ListBoxModel choices = new ListBoxModel();
        choices.add(Messages.BakeForm_packerOnPath(), "");
        if (mayConfigure(item)) {
            for (PackerInstallation installation : PackerInstallation.installations()) {
                choices.add(installation.getName());
            }
        }
        return choices;
    }

    /** Checks one field by the rules of all of them; says nothing to those who may not configure the job. */
    static FormValidation checked(Item item, Consumer<BakeParameters> field) {
        if (!mayConfigure(item)) {
            return FormValidation.ok();
        }
        BakeParameters parameters = new BakeParameters();
        parameters.template = "template";
        field.accept(parameters);
        try {
            parameters.check();
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static boolean mayConfigure(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }
}
