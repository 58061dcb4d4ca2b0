package io.jenkins.plugins.amibakery.engine.aws.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.stacks.S3GraphLocks;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionsTest {
    @Test
    void aRoleIsAssumedInItsOwnPartition() {
        assertThat(Partitions.anyRegion("arn:aws-us-gov:iam::123456789012:role/baker"))
                .contains(new Region("us-gov-west-1"));
        assertThat(Partitions.anyRegion("arn:aws-cn:iam::123456789012:role/baker"))
                .contains(new Region("cn-north-1"));
        assertThat(Partitions.anyRegion("arn:aws:iam::123456789012:role/baker")).isPresent();
        assertThat(Partitions.anyRegion("arn:aws-iso-b:iam::123456789012:role/baker"))
                .isEmpty();
        assertThat(Partitions.anyRegion("baker")).isEmpty();
    }

    @Test
    void withoutARegionARoleOfAnUnknownPartitionIsNotAssumedAnywhere() {
        AwsAccess access = AwsAccess.ofEnvironment(Map.of())
                .withRole(new AssumedRole(
                        "arn:aws-iso-b:iam::123456789012:role/baker",
                        Optional.empty(),
                        "session",
                        Duration.ofHours(1)));

        assertThatThrownBy(() -> AwsIdentity.environmentOf(access, Optional.empty()))
                .hasMessageContaining("It is not known in which region to assume the role arn:aws-iso-b:");
        assertThat(AwsIdentity.environmentOf(AwsAccess.ofEnvironment(Map.of()), Optional.empty()))
                .isNotNull();
    }

    @Test
    void withoutARegionALockIsAskedForNowhere() {
        try (S3GraphLocks locks = new S3GraphLocks(AwsAccess.ofEnvironment(Map.of("AWS_CONFIG_FILE", "/none")))) {
            assertThatThrownBy(() -> locks.holder(new GraphLock("", "bucket", "key", "")))
                    .hasMessageContaining("It is not known in which region to ask for the bucket 'bucket'");
        }
    }
}
