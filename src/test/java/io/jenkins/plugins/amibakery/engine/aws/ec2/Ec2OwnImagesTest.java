package io.jenkins.plugins.amibakery.engine.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.aws.access.InstantSleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAnswer;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAws;
import io.jenkins.plugins.amibakery.engine.cloud.OwnImage;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ec2OwnImagesTest {
    private static final Region REGION = new Region("eu-central-1");

    private PlayedAws aws;
    private Ec2Clients clients;

    @BeforeEach
    void start() throws IOException {
        aws = new PlayedAws();
        clients = aws.clients(new InstantSleeper());
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    @Test
    void aFewAreAskedForByTheirIdsInOneCall() {
        aws.always("DescribeImages", request -> PlayedAnswer.ec2("DescribeImages", images(IntStream.of(1))));

        List<OwnImage> found = find(ids(2));

        assertThat(found).singleElement().satisfies(image -> {
            assertThat(image.ami().id()).isEqualTo(id(1));
            assertThat(image.deprecated()).contains(Instant.parse("2027-01-02T03:04:05Z"));
        });
        assertThat(aws.requests()).singleElement().satisfies(request -> {
            assertThat(request.filter("image-id")).hasSize(2);
            assertThat(request.parameters())
                    .containsEntry("Owner.1", "self")
                    .containsEntry("IncludeDeprecated", "true")
                    .containsEntry("IncludeDisabled", "true");
        });
    }

    @Test
    void aThousandAreListedInOneCall() {
        aws.always(
                "DescribeImages",
                request -> PlayedAnswer.ec2("DescribeImages", images(IntStream.rangeClosed(1, 1001))));

        assertThat(find(ids(1000))).hasSize(1000);
        assertThat(aws.requests()).singleElement().satisfies(request -> {
            assertThat(request.filter("tag-key")).containsExactly("ami-bakery:bake-id");
            assertThat(request.parameters()).containsEntry("MaxResults", "1000");
        });
    }

    @Test
    void thoseThatTheListDoesNotHaveAreAskedForByTheirIds() {
        aws.always(
                "DescribeImages",
                request -> PlayedAnswer.ec2(
                        "DescribeImages",
                        images(
                                request.filter("image-id").isEmpty()
                                        ? IntStream.rangeClosed(1, 298)
                                        : IntStream.of(299))));

        assertThat(find(ids(300))).hasSize(299);
        assertThat(aws.requests()).hasSize(2);
        assertThat(aws.requests().get(1).filter("image-id")).containsExactly(id(299).value(), id(300).value());
    }

    private List<OwnImage> find(List<AmiId> ids) {
        return new Ec2OwnImages(clients).find(REGION, ids);
    }

    private static List<AmiId> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Ec2OwnImagesTest::id).toList();
    }

    private static AmiId id(int number) {
        return new AmiId(String.format("ami-%017x", number));
    }

    private static String images(IntStream numbers) {
        return numbers.mapToObj(
                        number -> "<item><imageId>" + id(number) + "</imageId><imageState>available</imageState>"
                                + "<deprecationTime>2027-01-02T03:04:05.000Z</deprecationTime></item>")
                .collect(Collectors.joining("", "<imagesSet>", "</imagesSet>"));
    }
}
