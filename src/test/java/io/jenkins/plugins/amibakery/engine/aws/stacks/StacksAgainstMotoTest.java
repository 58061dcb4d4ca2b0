package io.jenkins.plugins.amibakery.engine.aws.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.Credentials;
import io.jenkins.plugins.amibakery.engine.aws.access.MotoServer;
import io.jenkins.plugins.amibakery.engine.aws.access.Profiles;
import io.jenkins.plugins.amibakery.engine.aws.access.SdkClients;
import io.jenkins.plugins.amibakery.engine.aws.access.Timeouts;
import io.jenkins.plugins.amibakery.engine.cloud.StackCatalog.CloudStack;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/** Stacks and locks against a CloudFormation and an S3 that remember. */
@Timeout(120)
class StacksAgainstMotoTest {
    private static final Region REGION = new Region("us-west-2");
    private static final String TEMPLATE = """
            {"Parameters": {"ImageId": {"Type": "String"}},
             "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
             "Outputs": {"Image": {"Value": {"Ref": "ImageId"}}}}""";
    private static final String KEY = "persistent_graphs/acme-dev/web.json";

    @TempDir
    private static Path folder;

    private static MotoServer moto;
    private static SdkClients connection;
    private static CloudFormationStackCatalog stacks;
    private static S3GraphLocks locks;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        moto = MotoServer.start(folder);
        connection = new SdkClients(moto.access(), Profiles.of(moto.access()), Timeouts.USUAL);
        stacks = new CloudFormationStackCatalog(moto.access());
        locks = new S3GraphLocks(moto.access());
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            stacks.close();
            locks.close();
            connection.close();
            moto.close();
        }
    }

    private static CloudFormationClient cloudFormation() {
        return connection.cloudFormation(
                REGION, new Credentials(moto.access(), Profiles.of(moto.access()), connection).in(REGION));
    }

    private static S3Client s3() {
        return connection.s3(REGION, new Credentials(moto.access(), Profiles.of(moto.access()), connection).in(REGION));
    }

    @Test
    void aStackIsFoundWithStatusOutputsAndParameters() {
        cloudFormation()
                .createStack(request -> request.stackName("acme-dev-web")
                        .templateBody(TEMPLATE)
                        .parameters(Parameter.builder()
                                .parameterKey("ImageId")
                                .parameterValue("ami-0123456789abcdef0")
                                .build()));
        assertThat(stacks.find(REGION, "acme-dev-web"))
                .contains(new CloudStack(
                        "acme-dev-web",
                        "CREATE_COMPLETE",
                        Map.of("Image", "ami-0123456789abcdef0"),
                        Map.of("ImageId", "ami-0123456789abcdef0")));
        assertThat(stacks.firstFailure(REGION, "acme-dev-web")).isEmpty();
    }

    @Test
    void nestedStacksHaveTheirTemplatesAndResourcesToo() {
        s3().createBucket(request -> request.bucket("acme-templates")
                .createBucketConfiguration(where -> where.locationConstraint("us-west-2")));
        String inner =
                "{\"Resources\": {\"Topic\": {\"Type\": \"AWS::SNS::Topic\", \"Properties\": {\"TopicName\": \"t\"}}}}";
        s3().putObject(request -> request.bucket("acme-templates").key("inner.json"), RequestBody.fromString(inner));
        String outer =
                "{\"Resources\": {\"Web\": {\"Type\": \"AWS::CloudFormation::Stack\", \"Properties\": {\"TemplateURL\": \"https://s3.amazonaws.com/acme-templates/inner.json\"}}}}";
        cloudFormation()
                .createStack(request -> request.stackName("acme-dev-outer").templateBody(outer));

        assertThat(stacks.templates(REGION, "acme-dev-outer"))
                .containsOnlyKeys("", "Web")
                .containsEntry("Web", inner)
                .containsEntry("", outer);
        assertThat(stacks.resources(REGION, "acme-dev-outer", "AWS::SNS::Topic").orElseThrow())
                .hasSize(1);
        assertThat(stacks.templates(REGION, "acme-dev-nothing")).isEmpty();
    }

    @Test
    void aStackThatIsNotThereIsEmptyAndNoFailure() {
        assertThat(stacks.find(REGION, "acme-dev-nothing")).isEmpty();
        assertThat(stacks.firstFailure(REGION, "acme-dev-nothing")).isEmpty();
    }

    @Test
    void aLockIsFoundAndReleasedByItsOwnCodeAlone() {
        s3().createBucket(request ->
                request.bucket("acme-state").createBucketConfiguration(where -> where.locationConstraint("us-west-2")));
        GraphLock where = new GraphLock("us-west-2", "acme-state", KEY, "");
        assertThat(locks.holder(where)).isEmpty();
        s3().putObject(request -> request.bucket("acme-state").key(KEY), RequestBody.fromString("{}"));
        assertThat(locks.holder(where)).isEmpty();
        s3().putObjectTagging(request -> request.bucket("acme-state")
                .key(KEY)
                .tagging(tags -> tags.tagSet(
                        Tag.builder().key("cfngin_lock_code").value("abc12").build())));

        GraphLock held = new GraphLock("us-west-2", "acme-state", KEY, "abc12");
        assertThat(locks.holder(where)).contains(held);
        assertThat(locks.release(new GraphLock("us-west-2", "acme-state", KEY, "other")))
                .isFalse();
        assertThat(locks.holder(where)).contains(held);
        assertThat(locks.release(held)).isTrue();
        assertThat(locks.holder(where)).isEmpty();
        assertThat(locks.release(held)).isFalse();
    }

    @Test
    void aBucketThatIsNotThereHoldsNoLock() {
        assertThat(locks.holder(new GraphLock("us-west-2", "no-such-bucket", KEY, "")))
                .isEmpty();
    }

    @Test
    void inWhichRegionToAskForABucketIsNotGuessed() {
        assertThatExceptionOfType(DeployFailedException.class)
                .isThrownBy(() -> locks.holder(new GraphLock("", "no-such-bucket", KEY, "")))
                .withMessageContaining("'no-such-bucket'; set AWS_REGION");
    }

    @Test
    void anEndpointThatIsDownIsToldAsADeploymentsFailure() {
        AwsAccess down = moto.access().withEndpoint(URI.create("http://127.0.0.1:9"));
        try (CloudFormationStackCatalog nowhere = new CloudFormationStackCatalog(
                AwsAccess.ofEnvironment(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"))
                        .withEndpoint(down.endpoint().orElseThrow()))) {
            assertThatExceptionOfType(DeployFailedException.class)
                    .isThrownBy(() -> nowhere.find(REGION, "any"))
                    .satisfies(e -> assertThat(e.failure().cause()).isEqualTo(DeployFailureCause.UNREACHABLE))
                    .withMessageContaining("127.0.0.1:9");
        }
    }
}
