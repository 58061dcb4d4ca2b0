package io.jenkins.plugins.amibakery.steps.fleet;

import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.FieldChecks;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.util.List;

/** When a step fails that tells a verdict. */
final class FailOn {
    private static final String RED = "red";
    private static final String UNKNOWN = "unknown";
    private static final String NEVER = "never";

    private FailOn() {}

    /** What was given; red when nothing was. */
    static String of(String given) {
        return given == null || given.isBlank() ? RED : given.strip();
    }

    /** @throws IllegalArgumentException with one line when it is no choice */
    static void check(String failOn) {
        if (!List.of(RED, UNKNOWN, NEVER).contains(failOn)) {
            throw new IllegalArgumentException(
                    "failOn is '" + failOn + "'; it must be red, unknown (also when something is not known) or never.");
        }
    }

    static boolean fails(String failOn, Verdict verdict) {
        return switch (failOn) {
            case NEVER -> false;
            case UNKNOWN -> verdict != Verdict.GREEN;
            default -> verdict == Verdict.RED;
        };
    }

    /** The choices, for those who may configure the job. */
    static ListBoxModel choices(Item item) {
        ListBoxModel choices = new ListBoxModel();
        if (FieldChecks.mayConfigure(item)) {
            List.of(RED, UNKNOWN, NEVER).forEach(choices::add);
        }
        return choices;
    }
}
