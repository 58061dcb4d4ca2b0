package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import io.jenkins.plugins.amibakery.engine.cloud.StackCloud;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.deploy.DeployKnown;
import io.jenkins.plugins.amibakery.engine.deploy.DeployPlan;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.PlanDeploy;
import io.jenkins.plugins.amibakery.engine.deploy.PlannedDeploy;
import io.jenkins.plugins.amibakery.engine.deploy.RunwayEnd;
import io.jenkins.plugins.amibakery.engine.deploy.WebModule;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.StackChange;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a deployment crosses to an agent and back: the engine's own records, each checked when it comes in. */
@Tag("hostile")
class DeployWireTest {
    private static final GraphLock LOCK = new GraphLock("us-west-2", "bucket", "key", "code1");

    @TempDir
    private Path workspace;

    @BeforeEach
    void module() throws IOException {
        WebModule.in(workspace.resolve("lab"));
    }

    private static DeployRequest request(DeployAction action, String environment) {
        return DeployRequest.of(action, Path.of("lab"), environment)
                .secretParameters(Map.of("DB_PASSWORD", "hunter2hunter2"))
                .build();
    }

    private static DeployReport report() {
        StackVerdict verdict = new StackVerdict(
                "d", "web.cfn", "us-west-2", "web", StackVerdict.Status.FAILED, "swollen", "", "Group: no signal");
        return new DeployReport(
                new DeployReport.Run(DeployAction.PLAN, "dev", "", "", "2.8.4", 1_500),
                DeployOutcome.FAILURE,
                List.of(new DeployedStack(verdict, "web-dev-web", "UPDATE_FAILED", Map.of("Id", "1"))),
                List.of(DeployFailure.of(DeployFailureCause.LOCKED, "no")),
                new DeployReport.Locks(List.of(LOCK), List.of(LOCK)),
                List.of("site.web"),
                List.of("a note"),
                new PlannedDeploy(
                        new PlanDigest("dev", "", "files", Map.of("us-west-2/web", "1"), List.of("gap")),
                        true,
                        List.of(new StackChange(
                                "us-west-2",
                                "web-dev-web",
                                true,
                                List.of(new StackChange.Resource("Group", "AWS::X", StackChange.Effect.REPLACED)),
                                List.of(new StackChange.Parameter("Id", "a", "b")))),
                        Map.of("us-west-2", "a plan's text")));
    }

    private EngineAnswer<DeployPlan> planned(String environment, String version) throws Exception {
        RemoteIdentity identity = RemoteIdentity.ofEnvironment(new HashMap<>(Map.of("AWS_REGION", "us-west-2")))
                .withKeys(new StaticKeys("AKIAIOSFODNN7EXAMPLE", "secret", Optional.empty()), "aws-deployer");
        PlanDeploy work = new PlanDeploy(request(DeployAction.DEPLOY, environment), version);
        EngineCall<DeployPlan> call = Wire.sent(new EngineCall<>(work, identity, null));
        return Wire.sent(call.invoke(workspace.toFile(), null));
    }

    @Test
    void whatRunwayGetsIsTheRequestsAndTheIdentitys() throws Exception {
        DeployPlan plan = planned("dev", "runway, version 2.8.4\n").of(DeployPlan.class, new Masker(List.of()));

        assertThat(plan.words()).containsExactly("runway", "deploy", "--ci");
        assertThat(plan.environment())
                .containsEntry("DEPLOY_ENVIRONMENT", "dev")
                .containsEntry("DB_PASSWORD", "hunter2hunter2")
                .containsEntry("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        assertThat(plan.scope().things()).contains("stack us-west-2/web web-dev-web");
        assertThat(plan.toString()).doesNotContain("hunter2");
    }

    @Test
    void whatDoesNotFitIsRefusedInOneLine() throws Exception {
        assertThat(planned("staging", "runway, version 2.8.4").refusal())
                .startsWith("runway.yml has no environment 'staging'; it has dev");
        assertThat(planned("dev", "usage: something else").refusal())
                .startsWith("'runway' does not behave like runway");
    }

    @Test
    void everyRecordComesThroughAsItWas() throws Exception {
        DeployScope scope = new DeployScope(
                "/ws", List.of("web.cfn"), Map.of("a", "b"), Map.of("p", List.of(LOCK)), List.of("site.web"));
        DeployKnown known = new DeployKnown(scope, "2.8.4", "f".repeat(100_000), "ami-0d53cc9bd365ad65b");
        RunwayEnd end = new RunwayEnd(137, 1, true, "agent 'a'", "Aborted");
        ConcludeDeploy work = new ConcludeDeploy(request(DeployAction.PLAN, "dev"), known, end, "/control");

        assertThat(Wire.sent(work)).isEqualTo(work);
        assertThat(work.toString()).doesNotContain("hunter2");
        assertThat(Wire.sent(report())).isEqualTo(report());
        ReadyDeploy ready = new ReadyDeploy(scope, "/control", true);
        assertThat(Wire.sent(ready)).isEqualTo(ready);
    }

    @Test
    void aReportWithMoreThanThereCanBeIsRefusedWhileItComesIn() throws IOException {
        byte[] swollen = Swollen.of(Wire.written(report()), "swollen", "x".repeat(60_000));
        assertThatThrownBy(() -> Wire.read(swollen))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("what is said of a stack has 60000 characters; it can have 16000");
        byte[] noAmi = Swollen.of(Wire.written(report()), "2.8.4", "x".repeat(1_000));
        assertThatThrownBy(() -> Wire.read(noAmi))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("the version of Runway has 1000 characters");
        assertThatThrownBy(() -> new PlannedDeploy(
                        report().planned().digest(), false, List.of(), Map.of("r", "x".repeat(200_001))))
                .hasMessageContaining("one of the regions of a plan has 200001 characters");
    }

    @Test
    void aRunIsConcludedByTheLogInItsControlDirectory() throws Exception {
        Path control = log("plan-newami.txt");
        ConcludeDeploy work = new ConcludeDeploy(
                request(DeployAction.PLAN, "dev"),
                new DeployKnown(DeployScope.unknown(), "2.8.4", "f", ""),
                new RunwayEnd(0, 1_000, false, "agent 'a'", ""),
                control.toString());

        DeployReport report = work.run(new Workplace(workspace, Map.of()), new StackCloud());

        assertThat(report.planned().texts()).containsOnlyKeys("us-west-2");
        assertThat(report.planned().texts().get("us-west-2")).contains("ImageId");
        assertThat(report.planned().digest().stacks()).isNotEmpty();
        assertThat(report.notes()).as("runway.yml is read anew").isEmpty();
    }

    @Test
    void aRunThatWasKilledLeavesItsLock() throws Exception {
        assertThat(ConcludeDeploy.log(log("deploy-sigkill.txt")).facts().locks())
                .isNotEmpty();
        assertThat(ConcludeDeploy.log(log("deploy-sigint.txt")).facts().locks()).isEmpty();
    }

    @Test
    void aLogThatIsNotThereTellsNothing() throws IOException {
        assertThat(ConcludeDeploy.log(workspace).facts().stacks()).isEmpty();
        assertThat(ConcludeDeploy.log(workspace.resolve("none")).facts().stacks())
                .isEmpty();
    }

    private Path log(String name) throws IOException, URISyntaxException {
        String resource = "/io/jenkins/plugins/amibakery/engine/runway/" + name;
        Path control = Files.createDirectories(workspace.resolve(name));
        Files.copy(
                Path.of(Objects.requireNonNull(DeployWireTest.class.getResource(resource))
                        .toURI()),
                control.resolve(ControlFiles.LOG),
                StandardCopyOption.REPLACE_EXISTING);
        return control;
    }
}
