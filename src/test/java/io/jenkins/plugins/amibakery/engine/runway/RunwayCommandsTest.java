package io.jenkins.plugins.amibakery.engine.runway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunwayCommandsTest {
    private static DeployRequest.Builder request(DeployAction action) {
        return DeployRequest.of(action, Path.of("runway"), "qa");
    }

    @ParameterizedTest
    @EnumSource
    void everyActionRunsWithoutAPrompt(DeployAction action) {
        CommandLine command = RunwayCommands.run(request(action).build(), List.of("vpc", "base"));
        assertThat(command.words()).containsExactly("runway", action.word(), "--ci", "--tag", "vpc", "--tag", "base");
        assertThat(command.environment())
                .containsEntry("DEPLOY_ENVIRONMENT", "qa")
                .containsEntry("CI", "1")
                .containsEntry("CFNGIN_STACK_POLL_TIME", "5");
    }

    @Test
    void imageRegionAndEndpointTravelInTheEnvironment() {
        CommandLine command = RunwayCommands.run(
                request(DeployAction.DEPLOY)
                        .ami(Optional.of(new AmiId("ami-0abc1230000000001")))
                        .region(Optional.of(new Region("us-west-2")))
                        .endpoint(Optional.of("http://localhost:5000"))
                        .build(),
                List.of());
        assertThat(command.environment())
                .containsEntry("AMI_ID", "ami-0abc1230000000001")
                .containsEntry("AWS_REGION", "us-west-2")
                .containsEntry("AWS_DEFAULT_REGION", "us-west-2")
                .containsEntry("AWS_ENDPOINT_URL", "http://localhost:5000");
    }

    @Test
    void secretsAreInTheEnvironmentAloneAndMasked() {
        CommandLine command = RunwayCommands.run(
                request(DeployAction.DEPLOY)
                        .secretParameters(Map.of("DB_PASSWORD", "hunter22", "WORD", "deploy"))
                        .build(),
                List.of());
        assertThat(command.words()).noneMatch(word -> word.contains("hunter22"));
        assertThat(command.secrets()).containsExactly("hunter22");
        assertThat(command.environment()).containsEntry("DB_PASSWORD", "hunter22");
        assertThat(command.toString()).doesNotContain("hunter22");
    }

    @Test
    void requestsThatCannotBeMeantAreRefused() {
        assertThatThrownBy(() -> request(DeployAction.DEPLOY)
                        .parameters(Map.of("AMI_ID", "x"))
                        .build())
                .hasMessageContaining("'AMI_ID' is set by the deployment itself");
        assertThatThrownBy(() -> request(DeployAction.DEPLOY)
                        .parameters(Map.of("a-b", "x"))
                        .build())
                .hasMessageStartingWith("Not a parameter name: 'a-b'");
        assertThatThrownBy(() ->
                        DeployRequest.of(DeployAction.PLAN, Path.of("."), "a b").build())
                .hasMessageStartingWith("Not an environment: 'a b'");
        assertThatThrownBy(() -> request(DeployAction.PLAN)
                        .tags(Set.of("a"))
                        .modules(Set.of("b"))
                        .build())
                .hasMessageContaining("cannot be combined");
    }

    @Test
    void versionsAreRead() {
        assertThat(RunwayVersion.read("runway, version 2.8.4\n")).contains(new RunwayVersion(2, 8, 4));
        assertThat(RunwayVersion.read("2.6.0-dev1")).contains(new RunwayVersion(2, 6, 0));
        assertThat(RunwayVersion.read("bash: runway: not found")).isEmpty();
        assertThat(new RunwayVersion(2, 10, 0)).isGreaterThan(RunwayVersion.OLDEST);
    }
}
