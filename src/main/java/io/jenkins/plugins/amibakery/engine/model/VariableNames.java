package io.jenkins.plugins.amibakery.engine.model;

import java.util.Set;

/** What variables of a template may be called. */
final class VariableNames {
    private VariableNames() {}

    /** @throws IllegalArgumentException with one clear line when one of them is not a valid name */
    static void require(Set<String> names) {
        for (String name : names) {
            if (name.isBlank() || name.contains("=") || name.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException(
                        "Not a variable name: '" + name + "'; a name has no blank and no '=' in it.");
            }
        }
    }
}
