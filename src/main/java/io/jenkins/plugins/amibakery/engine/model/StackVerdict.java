package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.List;
import java.util.function.UnaryOperator;

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
 * @param firstFailure the first resource that failed and why; empty when that is not known
 */
public record StackVerdict(
        String deployment,
        String module,
        String region,
        String stack,
        Status status,
        String reason,
        String rollback,
        String firstFailure)
        implements Serializable {
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

    /** @throws IllegalArgumentException with one line when a part is longer than any that Runway names */
    public StackVerdict {
        List.of(deployment, module, region, stack).forEach(name -> Limits.text("a stack", name, Limits.PATH));
        List.of(reason, rollback, firstFailure)
                .forEach(text -> Limits.text("what is said of a stack", text, Limits.TEXT));
    }

    /** Whether it is over and not a failure. */
    public boolean isGood() {
        return status == Status.COMPLETE || status == Status.SKIPPED;
    }

    /** The same with the first resource that failed, as the cloud tells it. */
    public StackVerdict withFirstFailure(String failure) {
        return new StackVerdict(deployment, module, region, stack, status, reason, rollback, failure);
    }

    StackVerdict masked(UnaryOperator<String> mask) {
        return new StackVerdict(
                deployment,
                module,
                region,
                stack,
                status,
                mask.apply(reason),
                mask.apply(rollback),
                mask.apply(firstFailure));
    }

    /** For a person: {@code img-mgr (us-west-2)}. */
    public String place() {
        return region.isEmpty() ? stack : stack + " (" + region + ")";
    }
}
