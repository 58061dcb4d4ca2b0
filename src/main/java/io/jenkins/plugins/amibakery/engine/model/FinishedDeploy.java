package io.jenkins.plugins.amibakery.engine.model;

import java.util.List;

/**
 * A run of Runway after its cloud was asked.
 *
 * @param report what came of it; its failures name the first resource that failed, and its {@link DeployReport#locksLeft} are
 *     those that could not be released
 * @param stacks the stacks of the report, in the same order
 * @param released locks this run had left, now released
 * @param notes what could not be found out, or what else a person should know, each one line
 */
public record FinishedDeploy(
        DeployReport report, List<DeployedStack> stacks, List<GraphLock> released, List<String> notes) {
    public FinishedDeploy {
        stacks = List.copyOf(stacks);
        released = List.copyOf(released);
        notes = List.copyOf(notes);
    }
}
