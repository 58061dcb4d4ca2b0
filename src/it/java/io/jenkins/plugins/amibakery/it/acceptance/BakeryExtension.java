package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.it.NeedsJenkins;
import io.jenkins.plugins.amibakery.it.RealJenkins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Bakery}, one for all of them, in a calm cloud; skips them, aloud, where there cannot be one. After each class
 * the controller's log must be without complaint of ours.
 */
final class BakeryExtension implements ExecutionCondition, BeforeEachCallback, AfterAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(BakeryExtension.class);
    private static final Path PYTHON = Path.of(".local/venv/bin/python").toAbsolutePath();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("As its class");
        }
        ConditionEvaluationResult jenkins = new NeedsJenkins().evaluateExecutionCondition(context);
        return jenkins.isDisabled()
                ? jenkins
                : missing().map(BakeryExtension::skipped).orElse(jenkins);
    }

    private static ConditionEvaluationResult skipped(String reason) {
        System.out.println("SKIPPED: " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    /** What a local cloud lacks here; empty when there can be one. */
    static Optional<String> missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("The local cloud boots real instances, which needs root");
        }
        return Files.isExecutable(PYTHON)
                ? Containers.MISSING
                : Optional.of("There is no local cloud yet: make cloud-setup");
    }

    /** Asked once: whether this machine lets the local cloud make containers. */
    private static final class Containers {
        private static final String SKIPPED = "SKIPPED: ";
        private static final Optional<String> MISSING = ask();

        private static Optional<String> ask() {
            Path project = Path.of("").toAbsolutePath();
            Map<String, String> environment = Map.of("PYTHONPATH", project + "/tools/localcloud");
            List<String> words = List.of(PYTHON.toString(), "-m", "localcloud", "setup", "--or-skip");
            String said = Program.start(
                            project,
                            project.resolve("target/acceptance/setup-"
                                    + ProcessHandle.current().pid() + ".log"),
                            environment,
                            words)
                    .toEnd();
            return said.lines()
                    .filter(line -> line.startsWith(SKIPPED))
                    .map(line -> line.substring(SKIPPED.length()))
                    .findFirst();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        bakery(context).cloud().calm();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Bakery started = store(context).get(Bakery.class, Bakery.class);
        if (started != null) {
            assertThat(started.controller().newComplaints())
                    .as("warnings of our classes in the controller's log")
                    .isEmpty();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Bakery.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return bakery(context);
    }

    private static Bakery bakery(ExtensionContext context) {
        return store(context)
                .getOrComputeIfAbsent(
                        Bakery.class, key -> new Bakery(RealJenkins.given().orElseThrow(), directory()), Bakery.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(OURS);
    }

    /** Kept after the tests, for anyone who wants to know why one failed. */
    private static Path directory() {
        return Workshop.empty(Path.of(System.getProperty("buildDirectory"), "acceptance"));
    }
}
