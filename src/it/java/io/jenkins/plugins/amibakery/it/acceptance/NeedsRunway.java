package io.jenkins.plugins.amibakery.it.acceptance;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests, aloud, where Runway is not set up. */
final class NeedsRunway implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Lab.isThere()) {
            return ConditionEvaluationResult.enabled("There is a Runway");
        }
        String reason = "There is no Runway yet: make try-jenkins sets it up";
        if (context.getTestMethod().isEmpty()) {
            System.out.println("SKIPPED: " + reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }
}
