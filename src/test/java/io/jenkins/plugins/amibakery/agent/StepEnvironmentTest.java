package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StepEnvironmentTest {
    @Test
    void theStepsOwnKeysShutOutTheAgentsIdentity() {
        Map<String, String> agent =
                Map.of("AWS_PROFILE", "agents", "AWS_SESSION_TOKEN", "agents-token", "PATH", "/bin");
        Map<String, String> step =
                Map.of("AWS_PROFILE", "agents", "AWS_ACCESS_KEY_ID", "AKIASTEP", "AWS_SECRET_ACCESS_KEY", "secret");

        StepEnvironment environment = StepEnvironment.of(agent, step);

        assertThat(environment.identityGiven()).isTrue();
        assertThat(environment.cleared()).containsOnlyKeys("AWS_PROFILE", "AWS_SESSION_TOKEN");
        assertThat(environment.all())
                .containsEntry("AWS_ACCESS_KEY_ID", "AKIASTEP")
                .containsEntry("AWS_PROFILE", "")
                .containsEntry("AWS_SESSION_TOKEN", "")
                .containsEntry("PATH", "/bin");
    }

    @Test
    void withoutAnIdentityOfTheStepTheSurroundingsStand() {
        Map<String, String> agent = Map.of("AWS_PROFILE", "agents");

        StepEnvironment environment = StepEnvironment.of(agent, Map.of("AWS_PROFILE", "agents", "STAGE", "bake"));

        assertThat(environment.identityGiven()).isFalse();
        assertThat(environment.cleared()).isEmpty();
        assertThat(environment.all()).containsEntry("AWS_PROFILE", "agents").containsEntry("STAGE", "bake");
    }

    @Test
    void anEmptyVariableIsNoIdentity() {
        assertThat(StepEnvironment.of(Map.of(), Map.of("AWS_PROFILE", "")).identityGiven())
                .isFalse();
    }

    @Test
    void valuesAreNotShown() {
        assertThat(StepEnvironment.of(Map.of(), Map.of("AWS_SECRET_ACCESS_KEY", "hush")))
                .hasToString("[AWS_SECRET_ACCESS_KEY]");
    }
}
