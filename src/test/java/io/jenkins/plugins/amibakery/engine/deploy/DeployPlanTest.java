package io.jenkins.plugins.amibakery.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.runway.RunwayVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a deployment before Runway starts, whichever front end asks. */
class DeployPlanTest {
    private static final String AMI = "ami-0d53cc9bd365ad65b";
    private static final RunwayVersion VERSION = new RunwayVersion(2, 8, 4);

    @TempDir
    private Path workspace;

    @BeforeEach
    void module() throws IOException {
        WebModule.in(workspace.resolve("lab"));
    }

    @Test
    void whatRunwayWillDoAndOnWhatIsKnownBeforeItStarts() {
        DeployPlan plan = plan(deploy(DeployAction.DEPLOY, "dev"));

        assertThat(plan.words()).containsExactly("runway", "deploy", "--ci");
        assertThat(plan.directory()).isEqualTo(workspace.resolve("lab").toString());
        assertThat(plan.environment())
                .containsEntry("DEPLOY_ENVIRONMENT", "dev")
                .containsEntry("AMI_ID", AMI)
                .containsEntry("DB_PASSWORD", "hunter2hunter2");
        assertThat(plan.scope().things())
                .containsExactly(
                        "graph s3://web-bucket/persistent_graphs/web-dev/web.json",
                        "stack us-west-2/web web-dev-web",
                        "module " + workspace.resolve("lab") + " web.cfn");
        assertThat(plan.runwayVersion()).isEqualTo("2.8.4");
        assertThat(plan).hasToString("runway deploy --ci");
    }

    @Test
    void theLocksOfOneModuleAreKnownByItsPlace() {
        DeployScope scope = plan(deploy(DeployAction.DEPLOY, "dev")).scope();

        GraphLock lock = new GraphLock("us-west-2", "web-bucket", "persistent_graphs/web-dev/web.json", "");
        assertThat(scope.locks("deployment_1.web.cfn (us-west-2)")).containsExactly(lock);
        assertThat(scope.locks("deployment_1.vpc.cfn (us-west-2)")).isEmpty();
        assertThat(scope.locks("")).containsExactly(lock);
    }

    @Test
    void aPlanAndADeploymentDigestTheirFilesBeforeRunwayReadsThem() throws IOException {
        assertThat(plan(deploy(DeployAction.DESTROY, "dev")).files()).isEmpty();
        String before = plan(deploy(DeployAction.PLAN, "dev")).files();
        Files.writeString(workspace.resolve("lab/web.cfn/dev-us-west-2.env"), "size: 2\n");

        assertThat(before).contains("web.cfn/cfngin.yml");
        assertThat(plan(deploy(DeployAction.DEPLOY, "dev")).files()).contains("web.cfn/cfngin.yml");
        assertThat(plan(deploy(DeployAction.PLAN, "dev")).files()).isNotEqualTo(before);
    }

    @Test
    void nothingIsLeftInTheWorkspace() throws IOException {
        plan(deploy(DeployAction.PLAN, "dev"));

        try (var files = Files.list(workspace)) {
            assertThat(files).containsExactly(workspace.resolve("lab"));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedInOneLine() {
        refused(deploy(DeployAction.DEPLOY, "staging"), VERSION, "runway.yml has no environment 'staging'; it has dev");
        refused(
                deploy(DeployAction.DEPLOY, "dev").amiRegion("eu-west-1"),
                VERSION,
                AMI + " is in eu-west-1, and runway.yml deploys to us-west-2.");
        refused(deploy(DeployAction.DEPLOY, "dev"), new RunwayVersion(1, 20, 0), "runway is Runway 1.20.0, too old.");
        assertThatThrownBy(() -> RunwayVersion.of("runway", "usage: something else"))
                .isInstanceOf(DeployFailedException.class)
                .hasMessageStartingWith("'runway' does not behave like runway");
    }

    @Test
    void anImageIsNotHeldToARegionThatOnlyRunwayKnows() throws IOException {
        Files.writeString(workspace.resolve("lab/runway.yml"), """
                deployments:
                  - modules: [web.cfn]
                    regions: ["${ssm /where}"]
                """);
        Files.writeString(workspace.resolve("lab/web.cfn/dev.env"), "size: 1\n");

        assertThat(plan(deploy(DeployAction.DEPLOY, "dev").amiRegion("eu-west-1"))
                        .scope()
                        .modules())
                .containsExactly("web.cfn");
    }

    @Test
    void whatARoleOfRunwayYmlSeesIsNotKnown() throws IOException {
        assertThat(plan(deploy(DeployAction.DEPLOY, "dev")).unknown()).isEmpty();
        Path file = workspace.resolve("lab/runway.yml");
        Files.writeString(
                file,
                Files.readString(file).replace("- modules:", "- assume_role: arn:aws:iam::1:role/x\n    modules:"));

        assertThat(plan(deploy(DeployAction.DEPLOY, "dev")).unknown())
                .isEqualTo("Whether " + AMI + " is available is not known: Runway assumes a role of runway.yml.");
        assertThat(plan(deploy(DeployAction.DESTROY, "dev")).unknown()).isEmpty();
    }

    @Test
    void aRunwayOfTheWorkspaceIsFoundFromThere() {
        DeployPlan plan = plan(deploy(DeployAction.DEPLOY, "dev").runway("venv/bin/runway"));

        assertThat(plan.words().get(0))
                .isEqualTo(workspace.resolve("venv/bin/runway").toString());
    }

    @Test
    void ofFilesThatAreGoneOrBrokenNothingIsClaimed() throws IOException {
        DeployRequest request = deploy(DeployAction.DEPLOY, "dev").build().in(workspace);
        assertThat(Deploy.scope(request, Map.of()).stackNames()).hasSize(1);
        Files.writeString(workspace.resolve("lab/runway.yml"), "deployments: [");

        assertThat(Deploy.scope(request, Map.of())).isEqualTo(DeployScope.unknown());
    }

    private DeployPlan plan(DeployRequest.Builder request) {
        return Deploy.plan(request.build().in(workspace), Map.of(), VERSION);
    }

    private void refused(DeployRequest.Builder request, RunwayVersion version, String message) {
        DeployRequest built = request.build().in(workspace);
        assertThatThrownBy(() -> Deploy.plan(built, Map.of(), version))
                .isInstanceOf(DeployFailedException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    private static DeployRequest.Builder deploy(DeployAction action, String environment) {
        return DeployRequest.of(action, Path.of("lab"), environment)
                .ami(Optional.of(new AmiId(AMI)))
                .secretParameters(Map.of("DB_PASSWORD", "hunter2hunter2"));
    }
}
