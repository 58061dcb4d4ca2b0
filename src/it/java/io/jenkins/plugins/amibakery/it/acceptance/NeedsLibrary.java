package io.jenkins.plugins.amibakery.it.acceptance;

import io.jenkins.plugins.amibakery.it.NeedsJenkins;
import io.jenkins.plugins.amibakery.it.RealJenkins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests, aloud, where the sample controller cannot be: without a Jenkins, a cloud, Runway or the plugin Job DSL. */
final class NeedsLibrary implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("As its class");
        }
        ConditionEvaluationResult jenkins = new NeedsJenkins().evaluateExecutionCondition(context);
        if (jenkins.isDisabled()) {
            return jenkins;
        }
        return BakeryExtension.missing()
                .or(NeedsLibrary::missing)
                .map(NeedsLibrary::skipped)
                .orElse(jenkins);
    }

    private static ConditionEvaluationResult skipped(String reason) {
        System.out.println("SKIPPED: " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    private static Optional<String> missing() {
        if (!Lab.isThere()) {
            return Optional.of("There is no Runway yet: make plan-dev sets it up");
        }
        Path plugins = RealJenkins.given().orElseThrow().plugins();
        return Files.exists(plugins.resolve("job-dsl.hpi")) || Files.exists(plugins.resolve("job-dsl.jpi"))
                ? Optional.empty()
                : Optional.of("The sample controller needs the plugin Job DSL; there is no job-dsl.hpi in " + plugins);
    }
}
