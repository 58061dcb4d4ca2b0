package io.jenkins.plugins.amibakery.engine.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.access.InstantSleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.MotoServer;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAws;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Base AMIs in an EC2 that remembers: newer, deregistered, somebody else's. */
@Timeout(120)
class Ec2BaseImagesTest {
    private static final Region REGION = new Region("us-west-2");
    private static final AmiId FOREIGN = new AmiId("ami-0ba5e0ba5e0ba5e00");

    @TempDir
    private static Path folder;

    private static MotoServer moto;
    private static Ec2Clients clients;

    private final String name = "web-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        moto = MotoServer.start(folder);
        clients = new Ec2Clients(moto.access());
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            clients.close();
            moto.close();
        }
    }

    private static <T> T ec2(Function<Ec2Client, T> call) {
        return clients.call("test", REGION, call);
    }

    private static AmiId made(String name) {
        String instance = ec2(client -> client.runInstances(
                        request -> request.imageId(FOREIGN.value()).minCount(1).maxCount(1))
                .instances()
                .get(0)
                .instanceId());
        return new AmiId(ec2(client -> client.createImage(
                        request -> request.instanceId(instance).name(name))
                .imageId()));
    }

    private static BaseImageQuery byName(String name, boolean newest, String... owners) {
        return new BaseImageQuery(
                REGION, Optional.empty(), new TreeMap<>(Map.of("name", List.of(name))), List.of(owners), newest, false);
    }

    private static BaseImageAnswer find(BaseImageQuery query) {
        return new Ec2BaseImages(clients).find(List.of(query)).get(query);
    }

    @Test
    void aNewerImageIsTakenAsSoonAsItIsThere() throws InterruptedException {
        BaseImageQuery query = byName(name + "-*", true, "self");
        AmiId first = made(name + "-1");
        assertThat(find(query).image()).map(Ami::id).contains(first);
        // Moto dates images by the second.
        Thread.sleep(1100);
        AmiId second = made(name + "-2");
        assertThat(find(query).image()).map(Ami::id).contains(second);
    }

    @Test
    void severalImagesAreAnErrorUnlessTheNewestIsWanted() {
        made(name + "-1");
        made(name + "-2");
        assertThat(find(byName(name + "-*", false, "self")).problem())
                .isEqualTo("2 base AMIs are found by name=" + name
                        + "-* of self in us-west-2, and the template does not say most_recent");
    }

    @Test
    void aDeregisteredImageIsNotThere() {
        AmiId gone = made(name);
        BaseImageQuery query = BaseImageQuery.of(REGION, gone);
        assertThat(find(query).image()).isPresent();
        ec2(client -> client.deregisterImage(request -> request.imageId(gone.value())));
        assertThat(find(query).problem())
                .isEqualTo("There is no base AMI " + gone
                        + " in us-west-2: it was deregistered, or is not shared with this account");
        assertThatThrownBy(() -> find(query).orFail())
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining(gone.value());
        assertThat(find(byName(name, true, "self")).image()).isEmpty();
    }

    @Test
    void anImageOfAnotherOwnerIsNotTakenForOurs() {
        assertThat(find(byName("base", true, "self")).image()).isEmpty();
        assertThat(find(byName("base", true, "801119661308")).image())
                .map(Ami::ownerId)
                .contains("801119661308");
        assertThat(find(BaseImageQuery.of(REGION, FOREIGN)).image())
                .map(Ami::ownerId)
                .contains("801119661308");
    }

    @Test
    void equalQueriesAndAllIdsOfARegionCostOneCallEach() throws IOException {
        List<BaseImageQuery> queries = new ArrayList<>();
        for (int job = 0; job < 50; job++) {
            queries.add(byName("web-*", true, "self"));
            queries.add(byName("base", true, "801119661308"));
            queries.add(BaseImageQuery.of(REGION, new AmiId("ami-0123456789abcdef0")));
            queries.add(BaseImageQuery.of(REGION, FOREIGN));
        }
        try (PlayedAws aws = new PlayedAws();
                Ec2Clients played = aws.clients(new InstantSleeper())) {
            assertThat(new Ec2BaseImages(played).find(queries)).hasSize(4);
            assertThat(aws.requests("DescribeImages")).hasSize(3);
            assertThat(aws.requests("DescribeImages"))
                    .anySatisfy(request -> assertThat(request.filter("name")).containsExactly("web-*"));
        }
    }
}
