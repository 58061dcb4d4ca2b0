package io.jenkins.plugins.amibakery.engine.aws.stacks;

import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Finds, in a stack's events from the newest backwards, the first failure of the last operation: what comes after it are
 * resources that were cancelled because of it, and the way back.
 */
final class StackEvents {
    private StackEvent resource;
    private StackEvent whole;

    /** Takes the next older event; returns whether the operation's beginning is reached. */
    boolean isComplete(StackEvent event) {
        String status = String.valueOf(event.resourceStatusAsString());
        if (isOfStack(event)) {
            if (status.matches("(CREATE|UPDATE|DELETE|IMPORT)_IN_PROGRESS")) {
                return true;
            }
            if (status.contains("ROLLBACK_IN_PROGRESS") || status.endsWith("_FAILED")) {
                whole = hasReason(event) ? event : whole;
            }
            return false;
        }
        if (status.endsWith("_FAILED") && hasReason(event) && !isCancelled(event)) {
            resource = event;
        }
        return false;
    }

    /** The resource that failed first; else what CloudFormation says of the stack itself; empty when nothing failed. */
    Optional<StackEvent> event() {
        return Optional.ofNullable(resource == null ? whole : resource);
    }

    /** Whether it is a stack within the stack, whose own events tell more. */
    static boolean isNested(StackEvent event) {
        return "AWS::CloudFormation::Stack".equals(event.resourceType())
                && !isOfStack(event)
                && event.physicalResourceId() != null
                && !event.physicalResourceId().isEmpty();
    }

    private static boolean isOfStack(StackEvent event) {
        return event.stackId() != null && event.stackId().equals(event.physicalResourceId());
    }

    private static boolean hasReason(StackEvent event) {
        return event.resourceStatusReason() != null
                && !event.resourceStatusReason().isBlank();
    }

    private static boolean isCancelled(StackEvent event) {
        return event.resourceStatusReason().matches("Resource (?:creation|update|deletion) (?:cancelled|Cancelled).*");
    }
}
