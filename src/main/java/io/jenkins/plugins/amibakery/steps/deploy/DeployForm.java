package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.FieldChecks;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.steps.task.NamedValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.sf.json.JSONObject;

/**
 * The parts of the form that hold several values in one text. Data binding knows no maps, so they are taken out of what was
 * submitted before it, and set after it.
 */
final class DeployForm {
    private final LinkedHashMap<String, String> parameters;
    private final LinkedHashMap<String, String> secretParameters;
    private final ArrayList<String> modules;
    private final ArrayList<String> tags;

    private DeployForm(JSONObject form) {
        parameters = NamedValues.takenFrom(form, "parameters");
        secretParameters = NamedValues.takenFrom(form, "secretParameters");
        modules = NamedValues.listTakenFrom(form, "modules");
        tags = NamedValues.listTakenFrom(form, "tags");
    }

    /** Takes its fields out of a submitted form. */
    static DeployForm takenFrom(JSONObject form) {
        return new DeployForm(form);
    }

    /** Sets what was taken. */
    void into(DeployParameters target) {
        target.parameters = parameters;
        target.secretParameters = secretParameters;
        target.modules = modules;
        target.tags = tags;
        // In a form an empty field is nothing said; in a Jenkinsfile it is a digest that was not there.
        target.approved = Util.fixEmpty(target.approved);
    }

    /** What Runway can be asked to do, the usual first; for those who may not configure the job nothing. */
    static ListBoxModel actions(Item item) {
        ListBoxModel choices = new ListBoxModel();
        if (FieldChecks.mayConfigure(item)) {
            Stream.of(DeployAction.DEPLOY, DeployAction.PLAN, DeployAction.DESTROY, DeployAction.INIT)
                    .forEach(action -> choices.add(action.word()));
        }
        return choices;
    }

    /** Checks one field by the rules of all of them; says nothing to those who may not configure the job. */
    static FormValidation checked(Item item, Consumer<DeployParameters> field) {
        return FieldChecks.passing(item, () -> {
            DeployParameters parameters = new DeployParameters();
            parameters.environment = "dev";
            field.accept(parameters);
            parameters.check();
        });
    }
}
