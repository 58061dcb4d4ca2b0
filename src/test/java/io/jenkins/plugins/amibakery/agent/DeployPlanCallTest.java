package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.aws.StaticKeys;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployPlanCallTest {
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
    void whatRunwayGetsIsTheRequestsAndTheIdentitys() {
        DeployPlanAnswer answer = plan("dev", VERSION);

        assertThat(answer.refusal()).isNull();
        assertThat(answer.plan().words()).containsExactly("runway", "deploy", "--ci");
        assertThat(answer.plan().environment())
                .containsEntry("DEPLOY_ENVIRONMENT", "dev")
                .containsEntry("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    }

    @Test
    void whatDoesNotFitIsRefusedInOneLine() {
        assertThat(plan("staging", VERSION).refusal())
                .startsWith("runway.yml has no environment 'staging'; it has dev");
        assertThat(plan("dev", "usage: something else").refusal())
                .startsWith("'runway' does not answer as runway does");
    }

    private DeployPlanAnswer plan(String environment, String version) {
        RemoteIdentity identity = RemoteIdentity.ofEnvironment(new HashMap<>(Map.of("AWS_REGION", "us-west-2")))
                .withKeys(new StaticKeys("AKIAIOSFODNN7EXAMPLE", "secret", Optional.empty()));
        DeployRequest request = DeployRequest.of(DeployAction.DEPLOY, Path.of("lab"), environment)
                .build();
        return new DeployPlanCall(request, identity, version).invoke(workspace.toFile(), null);
    }
}
