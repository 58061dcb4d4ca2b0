package io.jenkins.plugins.amibakery.engine.model;

import java.util.Optional;

/**
 * What became of one stack in one region.
 *
 * @param deployment the deployment in runway.yml, by its name
 * @param module the module in it
 * @param region the region's code; empty when Runway did not say
 * @param stack the stack as CFNgin names it, without its namespace
 * @param status the last thing Runway said of it
 * @param reason Runway's reason for that, such as {@code creating new stack}; empty when it gave none
 * @param rollback CloudFormation's reason for a rollback, which names the resources that failed; empty when there was none
 * @param firstFailure the first resource that failed and why, where the log has it
 */
public record StackVerdict(
        String deployment,
        String module,
        String region,
        String stack,
        Status status,
        String reason,
        String rollback,
        Optional<String> firstFailure) {
    /** How far a stack came. */
    public enum Status {
        /** CloudFormation was asked and has not ended. */
        SUBMITTED,
        /** Done: created, updated, destroyed, or its plan shown. */
        COMPLETE,
        /** Nothing to do, or nothing done; the reason says which. */
        SKIPPED,
        /** It failed. */
        FAILED
    }

    /** Whether it is over and not a failure. */
    public boolean isGood() {
        return status == Status.COMPLETE || status == Status.SKIPPED;
    }

    /** The same with the first resource that failed, as the cloud tells it. */
    public StackVerdict withFirstFailure(Optional<String> failure) {
        return new StackVerdict(deployment, module, region, stack, status, reason, rollback, failure);
    }

    /** For a person: {@code img-mgr (us-west-2)}. */
    public String place() {
        return region.isEmpty() ? stack : stack + " (" + region + ")";
    }
}
