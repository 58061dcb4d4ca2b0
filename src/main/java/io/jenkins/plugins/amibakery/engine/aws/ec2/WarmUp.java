package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.Credentials;
import io.jenkins.plugins.amibakery.engine.aws.access.SdkClients;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Makes the SDK load its classes while there is nothing else to do, which takes it a second: the calls of a bake are made to
 * answers kept here. Nothing is sent, and no identity is used.
 */
final class WarmUp implements SdkHttpClient {
    private static final StaticKeys NOBODY = new StaticKeys("nobody", "nothing", Optional.of("none"));

    /** For when nothing is known yet; names nobody, and no place that answers. */
    static final AwsAccess ACCESS =
            AwsAccess.ofEnvironment(Map.of()).withKeys(NOBODY).withEndpoint(URI.create("https://localhost"));

    static final Region REGION = new Region("us-east-1");

    private static final String IMAGE = """
            <item><imageId>ami-00000000</imageId><imageState>available</imageState>
            <creationDate>2026-01-01T00:00:00.000Z</creationDate><blockDeviceMapping><item><deviceName>/dev/xvda</deviceName>
            <ebs><snapshotId>snap-00000000</snapshotId><volumeSize>8</volumeSize></ebs></item></blockDeviceMapping>
            <tagSet><item><key>k</key><value>v</value></item></tagSet></item>""";

    private final SdkClients connection;

    WarmUp(SdkClients connection) {
        this.connection = connection;
    }

    /** As a decision reads what is there. */
    void read(Region region) {
        Ec2Client ec2 = connection.ec2(region, Credentials.fixed(NOBODY), this);
        ec2.describeImagesPaginator(request -> request.filters(Ec2Filters.is("image-id", "ami-00000000")))
                .images()
                .forEach(image -> AmiMapper.of(image, region));
        ec2.describeSnapshotsPaginator(request -> request.filters(Ec2Filters.is("snapshot-id", "snap-00000000")))
                .snapshots()
                .forEach(snapshot -> {});
    }

    /** As a bake ends. */
    void write(Region region) {
        Ec2Client ec2 = connection.ec2(region, Credentials.fixed(NOBODY), this);
        ec2.createTags(request -> request.resources("ami-00000000")
                .tags(Tag.builder().key("k").value("v").build()));
        ec2.modifyImageAttribute(request -> request.imageId("ami-00000000").imdsSupport(value -> value.value("v2.0")));
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Canned();
    }

    /** A request that is answered here. */
    private static final class Canned implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() {
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(200).build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer())))
                    .build();
        }

        @Override
        public void abort() {
            // Nothing is under way.
        }
    }

    /** Good enough for every call above: what a call does not expect, the SDK passes over. */
    private static byte[] answer() {
        return ("<Response><requestId>none</requestId><return>true</return><imagesSet>" + IMAGE
                        + "</imagesSet><snapshotSet><item><snapshotId>snap-00000000</snapshotId><status>completed</status>"
                        + "</item></snapshotSet></Response>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
