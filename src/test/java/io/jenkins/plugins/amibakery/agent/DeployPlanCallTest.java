package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployPlanCallTest {
    private static final String AMI = "ami-0d53cc9bd365ad65b";
    private static final String VERSION = "runway, version 2.8.4\n";

    @TempDir
    private Path workspace;

    @BeforeEach
    void module() throws IOException {
        Path module = Files.createDirectories(workspace.resolve("lab/web.cfn"));
        Files.writeString(workspace.resolve("lab/runway.yml"), """
                deployments:
                  - modules: [web.cfn]
                    regions: [us-west-2]
                """);
        Files.writeString(module.resolve("dev-us-west-2.env"), "size: 1\n");
        Files.writeString(module.resolve("cfngin.yml"), """
                namespace: web-${environment}
                cfngin_bucket: web-bucket
                persistent_graph_key: web
                stacks: {web: {template_path: web.yml}}
                """);
    }

    @Test
    void whatRunwayWillDoAndOnWhatIsKnownBeforeItStarts() {
        DeployPlanAnswer plan = plan(deploy("dev", ""), VERSION);

        assertThat(plan.refusal()).isNull();
        assertThat(plan.words()).containsExactly("runway", "deploy", "--ci");
        assertThat(plan.directory()).isEqualTo(workspace.resolve("lab").toString());
        assertThat(plan.environment())
                .containsEntry("DEPLOY_ENVIRONMENT", "dev")
                .containsEntry("AMI_ID", AMI)
                .containsEntry("DB_PASSWORD", "hunter2hunter2");
        assertThat(plan.things())
                .contains("stack us-west-2/web web-dev-web")
                .contains("graph s3://web-bucket/persistent_graphs/web-dev/web.json");
        assertThat(plan.toString()).doesNotContain("hunter2");
    }

    @Test
    void nothingIsLeftInTheWorkspace() throws IOException {
        plan(deploy("dev", ""), VERSION);

        try (var files = Files.list(workspace)) {
            assertThat(files).containsExactly(workspace.resolve("lab"));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedInOneLine() {
        assertThat(plan(deploy("staging", ""), VERSION).refusal())
                .startsWith("runway.yml has no environment 'staging'; it has dev");
        assertThat(plan(deploy("dev", "eu-west-1"), VERSION).refusal())
                .startsWith(AMI + " is in eu-west-1, and runway.yml deploys to us-west-2.");
        assertThat(plan(deploy("dev", ""), "usage: something else").refusal())
                .startsWith("'runway' does not answer as runway does");
        assertThat(plan(deploy("dev", ""), "runway, version 1.20.0").refusal()).contains("too old");
    }

    @Test
    void aRunwayOfTheWorkspaceIsFoundFromThere() {
        assertThat(plan(request("dev", "", "venv/bin/runway"), VERSION).words().get(0))
                .isEqualTo(workspace.resolve("venv/bin/runway").toString());
    }

    private DeployPlanAnswer plan(RemoteDeploy deploy, String version) {
        RemoteIdentity identity = RemoteIdentity.ofEnvironment(new HashMap<>(Map.of("AWS_REGION", "us-west-2")));
        return new DeployPlanCall(deploy, identity, version).invoke(workspace.toFile(), null);
    }

    private static RemoteDeploy deploy(String environment, String amiRegion) {
        return request(environment, amiRegion, "runway");
    }

    private static RemoteDeploy request(String environment, String amiRegion, String runway) {
        return new RemoteDeploy(
                DeployAction.DEPLOY,
                "lab",
                environment,
                runway,
                new ArrayList<>(),
                new ArrayList<>(List.of()),
                null,
                AMI,
                amiRegion,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(Map.of("DB_PASSWORD", "hunter2hunter2")),
                null,
                5);
    }
}
