package io.jenkins.plugins.amibakery.it.acceptance;

import io.jenkins.plugins.amibakery.it.NeedsJenkins;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests, aloud, where there is no Jenkins to test with or no Chromium. */
final class NeedsBrowser implements ExecutionCondition {
    private static final String MISSING = "There is no chromium on PATH: make try-jenkins installs it";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        ConditionEvaluationResult jenkins = new NeedsJenkins().evaluateExecutionCondition(context);
        if (jenkins.isDisabled() || Browser.chromium().isPresent()) {
            return jenkins;
        }
        if (context.getTestMethod().isEmpty()) {
            System.out.println("SKIPPED: " + MISSING);
        }
        return ConditionEvaluationResult.disabled(MISSING);
    }
}
