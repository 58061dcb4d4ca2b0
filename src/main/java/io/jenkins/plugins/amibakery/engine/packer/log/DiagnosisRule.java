package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one kind of failure is known.
 *
 * @param cause the kind
 * @param words found somewhere in the error text, flat
 * @param detail what to show, from the words found and the scene; null for the text itself
 */
record DiagnosisRule(FailureCause cause, Pattern words, BiFunction<Matcher, FailureContext, String> detail) {
    /** A rule that shows the error text itself. */
    static DiagnosisRule of(FailureCause cause, String regex) {
        return new DiagnosisRule(cause, Pattern.compile(regex), null);
    }

    static DiagnosisRule of(FailureCause cause, String regex, BiFunction<Matcher, FailureContext, String> detail) {
        return new DiagnosisRule(cause, Pattern.compile(regex), detail);
    }
}
