package io.jenkins.plugins.amibakery.results.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BakeRecordTest {
    private final BakeRecord bake = new BakeRecord("bake-1", "packer/web.json", 1_000);

    @Test
    void aBakeThatBeginsRuns() {
        assertThat(bake.getOutcome()).isEqualTo("running");
        assertThat(bake.getBegan()).isEqualTo(1_000);
        assertThat(bake.getDurationMillis()).isEqualTo(-1);
    }

    @Test
    void anAmiIsPendingFromTheMomentItAppears() {
        bake.appeared("web", "us-west-2", Baked.ID);

        assertThat(bake.amis())
                .extracting(AmiRecord::builder, AmiRecord::region, AmiRecord::id, AmiRecord::state)
                .containsExactly(tuple("web", "us-west-2", Baked.ID, "pending"));
    }

    @Test
    void anAmiThatAppearsAgainGetsItsRegionAndIsNoSecondOne() {
        bake.appeared("web", "", Baked.ID);
        bake.appeared("web", "us-west-2", Baked.ID);
        bake.appeared("web", "", Baked.ID);

        assertThat(bake.amis()).extracting(AmiRecord::region).containsExactly("us-west-2");
    }

    @Test
    void theEndReplacesWhatAppearedByWhatTheCloudSays() {
        bake.appeared("web", "us-west-2", Baked.ID);

        bake.ended(List.of(Baked.described()), List.of(), List.of(), false);

        assertThat(bake.getOutcome()).isEqualTo("success");
        assertThat(bake.getDurationMillis()).isPositive();
        AmiRecord ami = bake.amis().get(0);
        assertThat(ami.name()).isEqualTo("img-mgr-1.0.0");
        assertThat(ami.state()).isEqualTo("available");
        assertThat(ami.sourceAmi()).isEqualTo(Baked.SOURCE);
        assertThat(ami.sizeGiB()).isEqualTo(8);
        assertThat(ami.created()).isEqualTo(Baked.CREATED.toEpochMilli());
        assertThat(ami.snapshots()).extracting(SnapshotRecord::getId).containsExactly("snap-70c8ec788709b24df");
        assertThat(ami.tags()).extracting(TagRecord::getKey).containsExactly("Name", "ami-bakery:source-ami");
    }

    @Test
    void anAmiTheCloudDidNotDescribeIsUnknown() {
        bake.ended(List.of(Baked.ami(Baked.ID, "us-west-2")), List.of(), List.of(), false);

        assertThat(bake.amis()).extracting(AmiRecord::state).containsExactly("unknown");
    }

    @Test
    void failuresAndLeftoversAreKept() {
        bake.ended(
                List.of(),
                List.of(new Failure("web", FailureCause.DISK_FULL, "No space left")),
                List.of(new Leftover(Leftover.Kind.VOLUME, "vol-0123", new Region("us-west-2"), false, "it is in use")),
                false);

        assertThat(bake.getOutcome()).isEqualTo("failure");
        assertThat(bake.failureLines()).singleElement().asString().startsWith("web: No space left. ");
        assertThat(bake.getLeftovers())
                .extracting(LeftoverRecord::getKind, LeftoverRecord::isRemoved, LeftoverRecord::getNote)
                .containsExactly(tuple("volume", false, "it is in use"));
    }

    @Test
    void aBakeThatEndsWithoutTheCloudHavingBeenAskedKeepsItsAmisUnchecked() {
        bake.appeared("web", "us-west-2", Baked.ID);

        bake.failed("The agent is gone.", false);

        assertThat(bake.getOutcome()).isEqualTo("failure");
        assertThat(bake.failureLines()).containsExactly("The agent is gone.");
        assertThat(bake.amis()).extracting(AmiRecord::id, AmiRecord::state).containsExactly(tuple(Baked.ID, "unknown"));
    }

    @Test
    void aCancelledBakeSaysSo() {
        bake.failed("Aborted by Ada", true);

        assertThat(bake.getOutcome()).isEqualTo("cancelled");
    }

    @Test
    void phasesAreThoseLastTold() {
        bake.setPhases(List.of(new PhaseTime("web", Phase.LAUNCH, Duration.ofSeconds(3))));
        bake.setPhases(List.of(
                new PhaseTime("web", Phase.LAUNCH, Duration.ofSeconds(3)),
                new PhaseTime("web", Phase.CONNECT, Duration.ofMillis(1_500))));

        assertThat(bake.getPhases())
                .extracting(PhaseRecord::getBuilder, PhaseRecord::getPhase, PhaseRecord::getDurationMillis)
                .containsExactly(tuple("web", "launch", 3_000L), tuple("web", "connect", 1_500L));
    }

    @Test
    void aCopyKnowsTheSameAndChangesAlone() {
        bake.setRecipe("img-mgr");
        bake.setEndpoint("http://127.0.0.1:5000");
        BakeRecord copy = (BakeRecord) bake.copy();

        copy.appeared("web", "us-west-2", Baked.ID);
        copy.failed("x", false);

        assertThat(copy.getRecipe()).isEqualTo("img-mgr");
        assertThat(copy.getEndpoint()).isEqualTo("http://127.0.0.1:5000");
        assertThat(bake.amis()).isEmpty();
        assertThat(bake.getFailures()).isEmpty();
        assertThat(bake.getOutcome()).isEqualTo("running");
    }

    @Test
    void whatIsNotKnownIsAnEmptyText() {
        bake.setCommit(null);
        bake.setEndpoint(null);

        assertThat(bake.getCommit()).isEmpty();
        assertThat(bake.getEndpoint()).isEmpty();
    }

    @Test
    void whatXmlCannotHoldIsLeftOutOfWhatIsSaved() {
        bake.setCommit("a\0b\u001b[31mc\uFFFE\uD800d\n\te");
        bake.setPackerPlugins(List.of("ama\0zon 1.3.9"));
        bake.appeared("we\0b", "us-west-2", Baked.ID);
        bake.failed("\u0001x", false);

        assertThat(bake.getCommit()).isEqualTo("ab[31mcd\n\te");
        assertThat(bake.getPackerPlugins()).containsExactly("amazon 1.3.9");
        assertThat(bake.amis()).extracting(AmiRecord::builder).containsExactly("web");
        assertThat(bake.failureLines()).containsExactly("x");
        assertThat(new BakeRecord("b", "web\u001b.json", 0).getTemplate()).isEqualTo("web.json");
        assertThat(new TagRecord("k\0", "v\u001b").getKey()).isEqualTo("k");
        assertThat(new TagRecord("k\0", "v\u001b").getValue()).isEqualTo("v");
        assertThat(new LeftoverRecord("k", "i", "r", false, "\uFFFFn").getNote())
                .isEqualTo("n");
    }

    @Test
    void whatXmlCannotHoldIsLeftOutOfWhatTheCloudDescribes() {
        bake.ended(List.of(Baked.described("a\0b")), List.of(), List.of(), false);

        AmiRecord ami = bake.amis().get(0);
        assertThat(ami.name()).isEqualTo("a b");
        assertThat(ami.stateReason()).isEqualTo("ab");
    }
}
