package io.jenkins.plugins.amibakery.engine.aws.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsAccessTest {
    private static final StaticKeys KEYS = new StaticKeys("AKIDGIVEN", "given-secret", Optional.of("given-token"));

    @Test
    void profileAndKeysExcludeEachOther() {
        assertThatThrownBy(() -> new AwsAccess(
                        Optional.of("dev"), Optional.of(KEYS), Optional.empty(), Optional.empty(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Both profile 'dev' and access keys are given; give one of them.");
    }

    @Test
    void keysNeedBothParts() {
        assertThatThrownBy(() -> new StaticKeys("AKID", " ", Optional.empty()))
                .hasMessage("The secret access key is empty; give both parts of the access key.");
    }

    @Test
    void roleMustBeWrittenLikeOne() {
        assertThatThrownBy(() -> AssumedRole.of("baker")).hasMessageStartingWith("Not a role: 'baker'");
        assertThatThrownBy(() -> new AssumedRole(
                        "arn:aws:iam::123456789012:role/baker", Optional.empty(), "a b", Duration.ofHours(1)))
                .hasMessageStartingWith("Not a session name: 'a b'");
        assertThatThrownBy(() -> new AssumedRole(
                        "arn:aws:iam::123456789012:role/baker", Optional.empty(), "ab", Duration.ofMinutes(1)))
                .hasMessage("A session of 60 s is not possible; it lasts 900 to 43200 s.");
    }

    @Test
    void nothingShownGivesASecretAway() {
        AwsAccess access = AwsAccess.ofEnvironment(
                        Map.of("AWS_SECRET_ACCESS_KEY", "env-secret", "AWS_SESSION_TOKEN", "env-token"))
                .withKeys(KEYS);

        assertThat(access + " " + new AwsEnvironment(access.environment())
                        + new AwsProfile("p", Map.of("k", "env-secret")))
                .contains("AKIDGIVEN")
                .doesNotContain("given-secret", "given-token", "env-secret", "env-token");
    }

    @Test
    void explicitKeysLeaveNoOtherIdentityToAProgram() {
        Map<String, String> variables = AwsAccess.ofEnvironment(Map.of("AWS_PROFILE", "other"))
                .withKeys(new StaticKeys("AKID", "secret", Optional.empty()))
                .identityVariables();

        assertThat(variables)
                .containsEntry("AWS_ACCESS_KEY_ID", "AKID")
                .containsEntry("AWS_SECRET_ACCESS_KEY", "secret")
                .containsEntry("AWS_SESSION_TOKEN", "")
                .containsEntry("AWS_PROFILE", "")
                .containsEntry("AWS_WEB_IDENTITY_TOKEN_FILE", "")
                .containsEntry("AWS_CONTAINER_CREDENTIALS_FULL_URI", "");
    }

    @Test
    void explicitProfileLeavesNoKeysToAProgram() {
        assertThat(AwsAccess.ofEnvironment(Map.of()).withProfile("dev").identityVariables())
                .containsEntry("AWS_PROFILE", "dev")
                .containsEntry("AWS_ACCESS_KEY_ID", "")
                .containsEntry("AWS_SESSION_TOKEN", "");
    }

    @Test
    void environmentThatDecidesIsLeftAlone() {
        assertThat(AwsAccess.ofEnvironment(Map.of("AWS_PROFILE", "dev")).identityVariables())
                .isEmpty();
    }

    @Test
    void regionIsTheEnvironmentsThenTheProfiles(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws/config"), "[default]\nregion = eu-west-1\n[profile dev]\nregion = eu-west-2\n");
        Map<String, String> bare = Map.of("HOME", home.toString());

        assertThat(AwsAccess.ofEnvironment(bare).region()).contains(new Region("eu-west-1"));
        assertThat(AwsAccess.ofEnvironment(bare).withProfile("dev").region()).contains(new Region("eu-west-2"));
        assertThat(AwsAccess.ofEnvironment(Map.of("HOME", home.toString(), "AWS_DEFAULT_REGION", "us-east-1"))
                        .region())
                .contains(new Region("us-east-1"));
        assertThat(AwsAccess.ofEnvironment(Map.of()).region()).isEmpty();
    }
}
