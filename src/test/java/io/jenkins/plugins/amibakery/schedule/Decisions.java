package io.jenkins.plugins.amibakery.schedule;

import io.jenkins.plugins.amibakery.engine.rebake.RebakeDecision;
import java.util.List;

/** What a round decides, in short. */
final class Decisions {
    private Decisions() {}

    static RebakeDecision nothing(List<String> compared) {
        return new RebakeDecision(List.of(), compared, List.of(), false);
    }

    static RebakeDecision blind(String problem) {
        return new RebakeDecision(List.of(), List.of(), List.of(problem), true);
    }
}
