package io.jenkins.plugins.amibakery.it;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Without a Jenkins to test with, the tests of a class are skipped, aloud, and counted as skipped. */
public final class NeedsJenkins implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestMethod().isPresent() || RealJenkins.given().isPresent()
                ? ConditionEvaluationResult.enabled("A Jenkins is given")
                : ConditionEvaluationResult.disabled(RealJenkins.MISSING);
    }
}
