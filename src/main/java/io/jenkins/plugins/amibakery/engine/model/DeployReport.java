package io.jenkins.plugins.amibakery.engine.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a run of Runway.
 *
 * @param action what was asked
 * @param environment for which environment
 * @param ami the image that was to be deployed; empty when none was named
 * @param outcome how it ended
 * @param stacks every stack that was touched, in order
 * @param failures why it is no success; empty exactly when it is one
 * @param locksLeft locks that this run took and did not give back
 * @param unread modules whose outcome is not read from their log, being of another kind than CloudFormation
 * @param duration of the run
 */
public record DeployReport(
        DeployAction action,
        String environment,
        Optional<AmiId> ami,
        DeployOutcome outcome,
        List<StackVerdict> stacks,
        List<DeployFailure> failures,
        List<GraphLock> locksLeft,
        List<String> unread,
        Duration duration) {
    public DeployReport {
        stacks = List.copyOf(stacks);
        failures = List.copyOf(failures);
        locksLeft = List.copyOf(locksLeft);
        unread = List.copyOf(unread);
        if ((outcome == DeployOutcome.SUCCESS) != failures.isEmpty()) {
            throw new IllegalArgumentException("A deployment is a success exactly when nothing failed: " + outcome
                    + ", " + failures.size() + " failure(s).");
        }
    }

    /** Whether all stacks of a region are good, by the region's code; a region without a stack is not in it. */
    public Map<String, Boolean> byRegion() {
        Map<String, Boolean> good = new LinkedHashMap<>();
        stacks.forEach(stack -> good.merge(stack.region(), stack.isGood(), Boolean::logicalAnd));
        return good;
    }
}
