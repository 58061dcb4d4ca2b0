package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.Set;
import java.util.stream.Collectors;

/** By what a recipe may be reused. */
final class Verdict {
    private Verdict() {}

    static String of(RecipeFacts facts) {
        Set<Settling> needed = facts.floating().stream().map(Floating::settling).collect(Collectors.toSet());
        if (needed.isEmpty()) {
            return "1 strictly";
        }
        Set<Settling> packages = Set.of(Settling.REPOSITORIES, Settling.PYTHON);
        if (packages.containsAll(needed)) {
            return "2 by packages";
        }
        return Set.of(Settling.REPOSITORIES, Settling.PYTHON, Settling.ADDRESS).containsAll(needed)
                ? "3 by packages and addresses"
                : "4 with freshFor";
    }

    static String word(Floating one) {
        return one.settling().word();
    }
}
