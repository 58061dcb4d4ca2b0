package io.jenkins.plugins.amibakery.engine.rebake;

import java.util.List;

/**
 * Whether a job bakes again.
 *
 * @param reasons why; empty when it does not
 * @param compared what was compared, a line each, for the log of the trigger
 * @param problems why something could not be looked up in the cloud, each once
 * @param isBlind whether nothing could be looked up of all that was to be
 */
public record RebakeDecision(
        List<RebakeReason> reasons, List<String> compared, List<String> problems, boolean isBlind) {
    public RebakeDecision {
        reasons = List.copyOf(reasons);
        compared = List.copyOf(compared);
        problems = List.copyOf(problems);
    }

    /** Whether there is a reason at all. */
    public boolean isDue() {
        return !reasons.isEmpty();
    }

    /** Whether what is there must not be reused: it is known, and it is too old. */
    public boolean isAnew() {
        return reasons.stream().anyMatch(reason -> reason.kind() == RebakeReason.Kind.TOO_OLD);
    }

    /** The reasons in one line; empty when there is none. */
    public String why() {
        return String.join("; ", reasons.stream().map(RebakeReason::text).toList());
    }
}
