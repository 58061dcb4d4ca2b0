package io.jenkins.plugins.amibakery.engine.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.aws.access.InstantSleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAnswer;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAws;
import io.jenkins.plugins.amibakery.engine.cloud.KeyedAmi;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ec2KeyedImagesTest {
    private static final Region REGION = new Region("us-west-2");

    private PlayedAws aws;
    private Ec2Clients clients;
    private Ec2KeyedImages images;

    @BeforeEach
    void start() throws IOException {
        aws = new PlayedAws();
        clients = aws.clients(new InstantSleeper());
        images = new Ec2KeyedImages(clients);
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    private static String image(int number, String state, String more) {
        return """
                <item><imageId>ami-0123456789abcdef%d</imageId><name>n</name><imageOwnerId>123456789012</imageOwnerId>
                <imageState>%s</imageState><creationDate>2026-03-04T05:06:0%d.000Z</creationDate>
                <blockDeviceMapping><item><ebs><snapshotId>snap-%d</snapshotId></ebs></item></blockDeviceMapping>%s</item>""".formatted(number, state, number, number, more);
    }

    private static PlayedAnswer images(String... some) {
        return PlayedAnswer.ec2("DescribeImages", "<imagesSet>" + String.join("", some) + "</imagesSet>");
    }

    @Test
    void imagesOfAKeyComeWithTheirDeprecationAndTheStateOfTheirSnapshots() {
        aws.next(
                "DescribeImages",
                images(
                        image(1, "available", "<deprecationTime>2026-12-01T00:00:00.000Z</deprecationTime>"),
                        image(2, "disabled", "")));
        aws.next(
                "DescribeSnapshots",
                PlayedAnswer.ec2(
                        "DescribeSnapshots",
                        "<snapshotSet><item><snapshotId>snap-1</snapshotId><status>completed</status></item></snapshotSet>"));

        List<KeyedAmi> found = images.withKey(REGION, "abc");

        assertThat(found)
                .extracting(KeyedAmi::deprecated)
                .containsExactly(Optional.of(Instant.parse("2026-12-01T00:00:00Z")), Optional.empty());
        assertThat(found.get(0).snapshots()).isEqualTo(Map.of("snap-1", "completed"));
        assertThat(aws.requests("DescribeImages").get(0).parameters())
                .containsEntry("Owner.1", "self")
                .containsEntry("Filter.1.Name", "tag:ami-bakery:bake-key")
                .containsEntry("Filter.1.Value.1", "abc")
                .containsEntry("IncludeDeprecated", "true")
                .containsEntry("IncludeDisabled", "true");
        assertThat(aws.requests("DescribeSnapshots").get(0).parameters()).containsEntry("Owner.1", "self");
    }

    @Test
    void withoutAnyImageNoSnapshotIsAskedFor() {
        aws.next("DescribeImages", images());

        assertThat(images.withKey(REGION, "abc")).isEmpty();
        assertThat(aws.requests("DescribeSnapshots")).isEmpty();
    }

    @Test
    void theNewestOfARecipeIsOneThatWasMade() {
        aws.next(
                "DescribeImages", images(image(1, "available", ""), image(3, "pending", ""), image(2, "disabled", "")));

        assertThat(images.newest(REGION, "img-mgr").orElseThrow().id().value()).isEqualTo("ami-0123456789abcdef2");
    }
}
