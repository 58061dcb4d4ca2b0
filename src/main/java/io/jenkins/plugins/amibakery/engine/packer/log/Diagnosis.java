package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.model.Failure;
import java.util.List;
import java.util.regex.Matcher;

/** Tells from packer's error texts, of both generations, what went wrong. */
public final class Diagnosis {
    private static final List<DiagnosisRule> RULES = DiagnosisRules.all();

    private Diagnosis() {}

    /**
     * Diagnoses an error of a build.
     *
     * @param builder the name to report it by; empty for an error of the whole run
     * @param text packer's words, of any number of lines; not masked here
     * @return of unknown cause, with the text itself, when nothing in it is known
     */
    public static Failure of(String builder, String text) {
        return of(builder, text, FailureContext.UNKNOWN);
    }

    static Failure of(String builder, String text, FailureContext scene) {
        String flat = ErrorText.flat(text);
        for (DiagnosisRule rule : RULES) {
            Matcher found = rule.words().matcher(flat);
            if (found.find()) {
                String detail = rule.detail() == null
                        ? ErrorText.shown(flat)
                        : rule.detail().apply(found, scene);
                return new Failure(builder, rule.cause(), detail);
            }
        }
        String shown = ErrorText.shown(flat);
        String detail = shown.isEmpty() ? "Packer gave no reason." : shown;
        return new Failure(builder, DiagnosisRules.unknown(scene), detail);
    }
}
