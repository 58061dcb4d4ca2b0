package io.jenkins.plugins.amibakery.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AmiTest {
    private static final AmiId ID = new AmiId("ami-0d53cc9bd365ad65b");

    private static Ami ami(List<Snapshot> snapshots, Map<String, String> tags) {
        return new Ami(
                ID,
                new Region("us-west-2"),
                "img-mgr",
                "136693071363",
                AmiState.AVAILABLE,
                "",
                Optional.empty(),
                "x86_64",
                true,
                snapshots,
                tags);
    }

    @Test
    void itsSizeIsThatOfAllItsSnapshots() {
        List<Snapshot> snapshots =
                List.of(new Snapshot("snap-39a26216349c72e04", 8), new Snapshot("snap-70c8ec788709b24df", 20));

        assertThat(ami(snapshots, Map.of()).sizeGiB()).isEqualTo(28);
        assertThat(ami(List.of(), Map.of()).sizeGiB()).isZero();
    }

    @Test
    void itsBaseIsTheOneItsLineageTagNames() {
        assertThat(ami(List.of(), Map.of(Tags.SOURCE_AMI, "ami-0123456789abcdef0"))
                        .source())
                .contains(new AmiId("ami-0123456789abcdef0"));
        assertThat(ami(List.of(), Map.of(Tags.SOURCE_AMI, "unknown")).source()).isEmpty();
        assertThat(ami(List.of(), Map.of()).source()).isEmpty();
    }

    @Test
    void nobodyChangesItAfterwards() {
        Map<String, String> tags = new HashMap<>(Map.of("a", "b"));
        Ami ami = ami(List.of(), tags);
        tags.clear();

        assertThat(ami.tags()).containsEntry("a", "b");
    }

    @Test
    void aSnapshotIdIsCheckedByItsPrefix() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Snapshot("vol-39a26216349c72e04", 8))
                .withMessage("Not a snapshot id: 'vol-39a26216349c72e04'; an id begins with snap-.");
        assertThatIllegalArgumentException().isThrownBy(() -> new Snapshot(null, 8));
    }

    @ParameterizedTest
    @EnumSource(AmiState.class)
    void everyStateIsReadFromItsWord(AmiState state) {
        assertThat(AmiState.of(state.word())).isEqualTo(state);
    }

    @Test
    void statesOfTheFutureAreUnknownAndWaitedFor() {
        assertThat(AmiState.of("resting")).isEqualTo(AmiState.UNKNOWN);
        assertThat(AmiState.of(null)).isEqualTo(AmiState.UNKNOWN);
        assertThat(AmiState.UNKNOWN.isFinal()).isFalse();
        assertThat(AmiState.PENDING.isFinal()).isFalse();
        assertThat(AmiState.TRANSIENT.isFinal()).isFalse();
        assertThat(AmiState.FAILED.isFinal()).isTrue();
        assertThat(AmiState.AVAILABLE.isFinal()).isTrue();
    }
}
