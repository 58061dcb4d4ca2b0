package io.jenkins.plugins.amibakery.engine.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.build.PackerVerdict;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinishTest {
    private static final Region HERE = new Region("us-west-2");
    private static final AmiId ID = new AmiId("ami-0123456789abcdef0");
    private static final AmiId BASE = new AmiId("ami-00000000000000001");
    private static final BakeRequest REQUEST = BakeRequest.of("b-1", Path.of("web.json"))
            .tags(Map.of("Team", "web"))
            .build();

    private final InMemoryImages images = new InMemoryImages();

    @Test
    void readyAmiGetsItsLineageAndDemandsImdsV2() throws InterruptedException {
        images.has(ami(AmiState.AVAILABLE, false, Map.of()));

        Finish.Result result = finish();

        assertThat(result.failures()).isEmpty();
        assertThat(images.imdsV2).containsExactly(ID);
        assertThat(images.tagged)
                .containsEntry(Tags.BAKE_ID, "b-1")
                .containsEntry(Tags.RECIPE, "web")
                .containsEntry(Tags.SOURCE_AMI, BASE.value())
                .containsEntry("Team", "web");
        assertThat(result.amis()).singleElement().satisfies(ami -> {
            Ami described = ami.described().orElseThrow();
            assertThat(described.imdsV2Required()).isTrue();
            assertThat(described.source()).contains(BASE);
        });
    }

    @Test
    void nothingIsDoneTwice() throws InterruptedException {
        images.has(ami(
                AmiState.AVAILABLE,
                true,
                Map.of(
                        Tags.BAKE_ID,
                        "b-1",
                        Tags.RECIPE,
                        "web",
                        Tags.BUILDER,
                        "web",
                        Tags.SOURCE_AMI,
                        BASE.value(),
                        "Team",
                        "web")));

        finish();

        assertThat(images.imdsV2).isEmpty();
        assertThat(images.tagged).isEmpty();
    }

    @Test
    void amiThatTheCloudDoesNotHaveIsNotReported() throws InterruptedException {
        Finish.Result result = finish();

        assertThat(result.amis()).isEmpty();
        assertThat(result.failures()).extracting(Failure::cause).containsExactly(FailureCause.AMI_GONE);
    }

    @Test
    void failedAmiIsToldWithEc2sReason() throws InterruptedException {
        images.has(ami(AmiState.FAILED, true, Map.of()));

        assertThat(finish().failures()).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(FailureCause.AMI_FAILED);
            assertThat(failure.detail()).contains("out of luck");
        });
    }

    @Test
    void pendingAmiAtTheDeadlineIsTold() throws InterruptedException {
        images.has(ami(AmiState.PENDING, true, Map.of()));

        assertThat(finish().failures()).extracting(Failure::cause).containsExactly(FailureCause.AMI_TIMEOUT);
    }

    @Test
    void amiIsReportedEvenWhenItCannotBeTagged() throws InterruptedException {
        images.has(ami(AmiState.AVAILABLE, true, Map.of()));
        images.refusal = new BakeFailedException(FailureCause.ACCESS_DENIED, "ec2:CreateTags is not allowed");

        Finish.Result result = finish();

        assertThat(result.amis()).extracting(BakedAmi::id).containsExactly(ID);
        assertThat(result.failures()).extracting(Failure::cause).containsExactly(FailureCause.ACCESS_DENIED);
    }

    private Finish.Result finish() throws InterruptedException {
        PackerVerdict verdict = new PackerVerdict(List.of(BakedAmi.named("web", HERE, ID)), List.of(), false);
        return new Finish(images).finish(REQUEST, verdict, Map.of("web", BASE));
    }

    private static Ami ami(AmiState state, boolean imdsV2, Map<String, String> tags) {
        return new Ami(
                ID,
                HERE,
                "web 1",
                "123456789012",
                state,
                state == AmiState.FAILED ? "out of luck" : "",
                Optional.empty(),
                "x86_64",
                imdsV2,
                List.of(new Snapshot("snap-0123456789abcdef0", 8)),
                tags);
    }

    /** A catalog of images in memory. */
    private static final class InMemoryImages implements ImageCatalog {
        private final Map<AmiId, Ami> amis = new HashMap<>();
        private final Map<String, String> tagged = new HashMap<>();
        private final List<AmiId> imdsV2 = new ArrayList<>();
        private BakeFailedException refusal;

        void has(Ami ami) {
            amis.put(ami.id(), ami);
        }

        @Override
        public List<Ami> describe(Region region, Collection<AmiId> ids) {
            return ids.stream().map(amis::get).filter(ami -> ami != null).toList();
        }

        @Override
        public List<Ami> tagged(Region region, String tag, Map<String, String> others) {
            return List.copyOf(amis.values());
        }

        @Override
        public List<Ami> await(Region region, Collection<AmiId> ids, Duration timeout) {
            return describe(region, ids);
        }

        @Override
        public void tag(Region region, Collection<Ami> some, Map<String, String> tags) {
            if (refusal != null) {
                throw refusal;
            }
            tagged.putAll(tags);
        }

        @Override
        public void requireImdsV2(Region region, AmiId id) {
            imdsV2.add(id);
        }

        @Override
        public void close() {}
    }
}
