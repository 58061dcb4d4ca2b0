package io.jenkins.plugins.amibakery.engine.aws.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnAccountTest {
    private static final AwsAccess NOBODY = AwsAccess.ofEnvironment(
            Map.of("AWS_EC2_METADATA_DISABLED", "true", "AWS_CONFIG_FILE", "/nothing", "HOME", "/nothing"));

    @Test
    void aRoleNamesItsAccount() throws InterruptedException {
        AssumedRole role = new AssumedRole(
                "arn:aws-cn:iam::210987654321:role/teams/baker", Optional.empty(), "test", Duration.ofHours(1));

        assertThat(OwnAccount.of(NOBODY.withRole(role), Optional.empty()).answer())
                .isEqualTo("210987654321");
    }

    @Test
    void whereNobodyTellsItIsNotKnown() throws InterruptedException {
        assertThat(OwnAccount.of(NOBODY, Optional.of(new Region("us-west-2"))).answer())
                .isEmpty();
        assertThat(OwnAccount.of(NOBODY, Optional.empty()).answer()).isEmpty();
    }
}
