package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.Schema;
import io.jenkins.plugins.amibakery.engine.cloud.StackCloud;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.WebModule;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of a runway that says what it is told to, from request to report. */
class DeploySessionTest {
    private static final String AMI = "ami-0d53cc9bd365ad65b";
    private static final String OLD = "ami-0bf6cf6a57a3dae02";
    private static final String KEY = "persistent_graphs/web-dev/web.json";
    private static final String LOG = """
            [runway] 7 INFO deployment_1:processing deployment (in progress)
            [runway] 7 NOTICE deployment_1.web.cfn:processing module in us-west-2 (in progress)
            [runway] 7 INFO web:submitted (creating new stack)
            """;
    private static final String COMPLETE = "[runway] 7 SUCCESS web:complete (creating new stack hunter2hunter2)\n"
            + "[runway] 7 SUCCESS deployment_1.web.cfn:processing module in us-west-2 (complete)\n";

    @TempDir
    private Path directory;

    private final StackCloud cloud = new StackCloud();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @BeforeEach
    void module() throws IOException {
        WebModule.in(directory);
        cloud.amis.has(new Region("us-west-2"), new AmiId(AMI));
        cloud.stacks.has("web-dev-web", "CREATE_COMPLETE", Map.of("Key", "hunter2hunter2"), Map.of("Image", OLD));
    }

    /** @param end how the script ends, in words of sh */
    private DeployReport run(DeployAction action, boolean releaseLock, String log, String end) throws Exception {
        Path runway = directory.resolve("fake-runway");
        Files.writeString(directory.resolve("log"), log);
        Files.writeString(
                runway,
                "#!/bin/sh\n[ \"$1\" = --version ] && { echo runway, version 2.8.4; exit 0; }\ncat '"
                        + directory.resolve("log") + "'\n" + end + "\n");
        assertThat(runway.toFile().setExecutable(true)).isTrue();
        return run(request(action, runway.toString()), releaseLock);
    }

    private DeployRequest request(DeployAction action, String runway) {
        return DeployRequest.of(action, directory, "dev")
                .runway(runway)
                .ami(Optional.of(new AmiId(AMI)))
                .secretParameters(Map.of("DB_PASSWORD", "hunter2hunter2"))
                .build();
    }

    private DeployReport run(DeployRequest request, boolean releaseLock) throws Exception {
        CliEnvironment surroundings = new CliEnvironment(
                Map.of("PATH", System.getenv("PATH")), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
        Terminal terminal = new Terminal(new PrintStream(shown, true, StandardCharsets.UTF_8), false);
        DeployView view = new DeployView(terminal, false, false);
        try (Cancellation cancel = new Cancellation(terminal, Duration.ofSeconds(5), Cancellation.Words.DEPLOY);
                DeploySession session = new DeploySession(surroundings, cloud, view, cancel)) {
            return session.run(request, releaseLock);
        }
    }

    @Test
    void aDeploymentIsReportedWithItsStacksAndTheAmiItReplaced() throws Exception {
        DeployReport report = run(DeployAction.DEPLOY, false, LOG + COMPLETE, "exit 0");

        assertThat(report.outcome()).isEqualTo(DeployOutcome.SUCCESS);
        assertThat(report.run().replacedAmi()).isEqualTo(OLD);
        assertThat(report.run().runwayVersion()).isEqualTo("2.8.4");
        assertThat(report.stacks())
                .singleElement()
                .satisfies(stack -> assertThat(stack.status()).isEqualTo("CREATE_COMPLETE"));
        assertThat(ExitCode.of(report)).isEqualTo(ExitCode.OK);
    }

    @Test
    void noSecretIsInAReportOrOnTheScreen() throws Exception {
        DeployReport report = run(DeployAction.DEPLOY, false, LOG + COMPLETE, "exit 0");

        String json = DeployOutput.json(report, new Timings());
        assertThat(json).contains("****").doesNotContain("hunter2");
        assertThat(Schema.of("deployment").faultsOf(json)).isEmpty();
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("****").doesNotContain("hunter2");
    }

    @Test
    void aRunwayThatIsKilledIsSaidToBeAndItsLockReleased() throws Exception {
        cloud.locks.held.put(KEY, "code1");
        String locked =
                "[runway] 7 INFO cfngin:locked persistent graph \"web-bucket/" + KEY + "\" with lock ID \"code1\"\n";

        DeployReport report = run(DeployAction.DEPLOY, false, LOG + locked, "kill -9 $$");

        assertThat(report.failures())
                .singleElement()
                .extracting(DeployFailure::detail)
                .isEqualTo("Runway was ended from outside, by signal 9");
        assertThat(report.locks().released())
                .singleElement()
                .extracting(GraphLock::code)
                .isEqualTo("code1");
        assertThat(cloud.locks.held).isEmpty();
        assertThat(ExitCode.of(report)).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aPlanHasADigestOfTheFilesItWasMadeFrom() throws Exception {
        DeployReport report = run(DeployAction.PLAN, false, LOG + COMPLETE, "exit 0");

        assertThat(report.planned().digest().files()).contains("web.cfn/cfngin.yml");
        assertThat(report.planned().approvable()).startsWith("sha256:");
        assertThat(report.run().replacedAmi()).isEqualTo(OLD);
    }

    @Test
    void aLockIsReleasedFirstWhenThatIsAskedFor() throws Exception {
        cloud.locks.held.put(KEY, "dead7");

        run(DeployAction.DEPLOY, true, LOG + COMPLETE, "exit 0");

        assertThat(cloud.locks.held).isEmpty();
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("released lock dead7 on s3://web-bucket/" + KEY);
    }

    @Test
    void nothingIsStartedForARequestThatDoesNotFit() {
        assertThatThrownBy(() -> run(request(DeployAction.DEPLOY, "no-such-runway"), false))
                .isInstanceOf(DeployFailedException.class)
                .hasMessageContaining("no-such-runway");
        assertThat(shown.toString(StandardCharsets.UTF_8)).doesNotContain("Deploying");
    }
}
