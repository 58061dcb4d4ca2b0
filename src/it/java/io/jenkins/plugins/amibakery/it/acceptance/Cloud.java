package io.jenkins.plugins.amibakery.it.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Tag;

/** A local cloud of the tests' own, and what can be asked of it from outside. */
final class Cloud implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path state;
    private final JsonNode facts;
    private final Ec2Client ec2;

    private Cloud(Path state) {
        this.state = state;
        localcloud("start", "--json", "--port", "0");
        this.facts = read(state.resolve("cloud.json"));
        this.ec2 = client(Ec2Client.builder());
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.region(Region.of(facts.path("region").asText()))
                .endpointOverride(URI.create(endpoint()))
                .credentialsProvider(credentials())
                .httpClient(ApacheHttpClient.create())
                .build();
    }

    /** Its own access key. */
    StaticCredentialsProvider credentials() {
        Map<String, String> own = environment();
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(own.get("AWS_ACCESS_KEY_ID"), own.get("AWS_SECRET_ACCESS_KEY")));
    }

    /** Starts it in a directory. */
    static Cloud start(Path state) {
        return new Cloud(state);
    }

    private void localcloud(String... words) {
        Path project = Path.of("").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(project + "/.local/venv/bin/python", "-m", "localcloud"));
        command.addAll(List.of(words));
        Map<String, String> environment = Map.of(
                "PYTHONPATH",
                project + "/tools/localcloud",
                "AMI_BAKERY_LOCAL",
                state.toString(),
                "LOCALCLOUD_CACHE",
                project + "/.local/cache");
        Program.start(project, state.resolveSibling("localcloud.log"), environment, command)
                .toEnd();
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String endpoint() {
        return facts.path("endpoint").asText();
    }

    /** Where its instances find it. */
    String instanceEndpoint() {
        return facts.path("instanceEndpoint").asText();
    }

    /** The environment of its users, with its own access key. */
    Map<String, String> environment() {
        return texts("env");
    }

    /** The template variables that lead packer to it. */
    Map<String, String> variables() {
        return texts("vars");
    }

    /** The id of the network of its variables' subnet. */
    String network() {
        return facts.path("vpcId").asText();
    }

    private Map<String, String> texts(String field) {
        Map<String, String> texts = new TreeMap<>();
        facts.path(field)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** Makes it quick and faultless; its own keys are the only ones. */
    void calm() {
        settings("""
                {"delays": {"instance": 0, "image": 0, "snapshot": 0}, "throttle": false, "accessKeys": null, "hosts": [], "faults": []}""");
    }

    /** Changes how it behaves, by a JSON object. */
    void settings(String json) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(endpoint() + "/localcloud/settings"))
                            .header(
                                    "Authorization",
                                    "Bearer " + facts.path("token").asText())
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError("The local cloud refuses " + json + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything that a bake could leave, as "kind id". */
    Set<String> inventory() {
        Set<String> all = new TreeSet<>();
        all.addAll(instances());
        ec2.describeKeyPairs().keyPairs().forEach(pair -> all.add("key pair " + pair.keyName()));
        ec2.describeSecurityGroups().securityGroups().forEach(group -> all.add("security group " + group.groupName()));
        ec2.describeVolumes().volumes().forEach(volume -> all.add("volume " + volume.volumeId()));
        ec2.describeSnapshots(ask -> ask.ownerIds("self"))
                .snapshots()
                .forEach(snapshot -> all.add("snapshot " + snapshot.snapshotId()));
        images().forEach(image -> all.add("image " + image.imageId()));
        return all;
    }

    /** The instances that are not gone, as "instance id". */
    Set<String> instances() {
        return ec2.describeInstances().reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> instance.state().name() != InstanceStateName.TERMINATED)
                .map(instance -> "instance " + instance.instanceId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Image> images() {
        return ec2.describeImages(ask -> ask.owners("self")).images();
    }

    /** One AMI. */
    Image image(String id) {
        return ec2.describeImages(ask -> ask.imageIds(id)).images().get(0);
    }

    /** Takes an AMI away, as somebody else might. */
    void deregister(String id) {
        ec2.deregisterImage(ask -> ask.imageId(id));
    }

    /** The value of a tag; empty when there is none. */
    static String tag(Image image, String name) {
        return image.tags().stream()
                .filter(tag -> tag.key().equals(name))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }

    /** An image that is there without any bake. */
    String baseImage() {
        return ec2.describeImages(ask -> ask.owners("136693071363"))
                .images()
                .get(0)
                .imageId();
    }

    /** Registers a copy of that image under a name of our own; it is the newest of all. */
    String copyBaseImage(String name) {
        String id = ec2.copyImage(ask -> ask.sourceImageId(baseImage())
                        .sourceRegion(facts.path("region").asText())
                        .name(name))
                .imageId();
        Until.isTrue(
                name + " is available",
                Duration.ofMinutes(1),
                () -> image(id).state() == ImageState.AVAILABLE,
                () -> image(id).toString());
        return id;
    }

    /** What is there now and was not before; and with a minus, what was there and is gone. */
    Set<String> since(Set<String> before) {
        Set<String> now = inventory();
        Set<String> changes = new TreeSet<>(now);
        changes.removeAll(before);
        before.stream().filter(thing -> !now.contains(thing)).forEach(thing -> changes.add("- " + thing));
        return changes;
    }

    /** The images that were not there before, as "image id". */
    Set<String> imagesSince(Set<String> before) {
        Set<String> images = since(before);
        images.removeIf(thing -> !thing.startsWith("image "));
        return images;
    }

    @Override
    public void close() {
        ec2.close();
        localcloud("stop");
    }
}
