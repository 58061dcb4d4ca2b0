package io.jenkins.plugins.amibakery.engine.aws.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

class StackEventsTest {
    private static final String STACK = "arn:aws:cloudformation:us-west-2:1:stack/web/1";
    private final StackEvents first = new StackEvents();

    private static StackEvent event(String resource, String status, String reason) {
        return StackEvent.builder()
                .stackId(STACK)
                .physicalResourceId(resource.equals("web") ? STACK : resource + "-1")
                .logicalResourceId(resource)
                .resourceType(resource.equals("web") ? "AWS::CloudFormation::Stack" : "AWS::EC2::Thing")
                .resourceStatus(status)
                .resourceStatusReason(reason)
                .build();
    }

    @Test
    void theOldestFailureOfTheLastOperationCounts() {
        assertThat(first.isComplete(event("web", "UPDATE_ROLLBACK_COMPLETE", null)))
                .isFalse();
        assertThat(first.isComplete(event("web", "UPDATE_ROLLBACK_IN_PROGRESS", "The following failed: [Group]")))
                .isFalse();
        assertThat(first.isComplete(event("Alarm", "UPDATE_FAILED", "Resource update cancelled")))
                .isFalse();
        assertThat(first.isComplete(event("Rule", "UPDATE_FAILED", "too late"))).isFalse();
        assertThat(first.isComplete(event("Group", "UPDATE_FAILED", "no signal")))
                .isFalse();
        assertThat(first.isComplete(event("web", "UPDATE_IN_PROGRESS", "User Initiated")))
                .isTrue();
        assertThat(first.event()).hasValueSatisfying(event -> {
            assertThat(event.logicalResourceId()).isEqualTo("Group");
            assertThat(event.resourceStatusReason()).isEqualTo("no signal");
        });
    }

    @Test
    void withoutAFailedResourceTheStacksOwnReasonCounts() {
        first.isComplete(event("web", "UPDATE_ROLLBACK_IN_PROGRESS", "Export X cannot be updated"));
        assertThat(first.event())
                .hasValueSatisfying(
                        event -> assertThat(event.resourceStatusReason()).contains("Export X"));
    }

    @Test
    void anOperationThatWentWellHasNone() {
        first.isComplete(event("web", "UPDATE_COMPLETE", null));
        assertThat(first.isComplete(event("web", "UPDATE_IN_PROGRESS", "User Initiated")))
                .isTrue();
        assertThat(first.event()).isEmpty();
    }
}
