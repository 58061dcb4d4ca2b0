package io.jenkins.plugins.amibakery.engine.packer;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds, in expressions of either language, what is another from bake to bake, or what packer alone can look up. */
final class Changing {
    private static final Pattern EVERY_TIME =
            Pattern.compile("\\{\\{[^}]*\\b(?:timestamp|isotime|strftime|uuid)\\b[^}]*}}"
                    + "|\\b(?:timestamp|uuidv4|legacy_isotime|legacy_strftime)\\s*\\(");

    private static final Pattern ELSEWHERE =
            Pattern.compile("\\{\\{[^}]*\\b(?:consul_key|vault|aws_secretsmanager)\\b[^}]*}}"
                    + "|\\b(?:consul_key|vault|aws_secretsmanager|aws_secretsmanager_raw)\\s*\\(");

    private Changing() {}

    /** Why an expression has another value tomorrow; empty when nothing of that kind is in it. */
    static Optional<String> why(String source) {
        if (EVERY_TIME.matcher(source).find()) {
            return Optional.of("it contains the time or a random id, so it differs in every bake");
        }
        if (ELSEWHERE.matcher(source).find()) {
            return Optional.of("its value is stored elsewhere, where only Packer looks it up");
        }
        return Optional.empty();
    }
}
