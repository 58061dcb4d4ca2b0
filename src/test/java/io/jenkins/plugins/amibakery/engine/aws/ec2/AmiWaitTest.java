package io.jenkins.plugins.amibakery.engine.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.access.InstantSleeper;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AmiWaitTest {
    private static final AmiId A = new AmiId("ami-0000000a");
    private static final AmiId B = new AmiId("ami-0000000b");

    private final InstantSleeper pace = new InstantSleeper();
    private final Deque<Supplier<List<Ami>>> answers = new ArrayDeque<>();
    private final List<List<AmiId>> asked = new ArrayList<>();

    @Test
    void readyImagesCostOneLookAndNoPause() throws InterruptedException {
        sees(ami(A, AmiState.AVAILABLE), ami(B, AmiState.AVAILABLE));

        assertThat(await(Duration.ofHours(1), A, B)).hasSize(2);
        assertThat(asked).hasSize(1);
        assertThat(pace.pauses()).isEmpty();
    }

    @Test
    void pausesGrowFromAFifthOfASecondToFifteen() throws InterruptedException {
        for (int i = 0; i < 9; i++) {
            sees(ami(A, AmiState.PENDING));
        }
        sees(ami(A, AmiState.AVAILABLE));

        await(Duration.ofHours(1), A);

        assertThat(pace.pauses()).hasSize(9);
        assertThat(pace.pauses().get(0)).isBetween(Duration.ofMillis(150), Duration.ofMillis(250));
        assertThat(pace.pauses().get(8)).isBetween(Duration.ofMillis(11_250), Duration.ofMillis(18_750));
    }

    @Test
    void onlyWhatIsPendingIsLookedAtAgain() throws InterruptedException {
        sees(ami(A, AmiState.AVAILABLE), ami(B, AmiState.PENDING));
        sees(ami(B, AmiState.AVAILABLE));

        assertThat(await(Duration.ofHours(1), A, B)).extracting(Ami::state).containsOnly(AmiState.AVAILABLE);
        assertThat(asked).containsExactly(List.of(A, B), List.of(B));
    }

    @Test
    void failedImageIsReportedAtOnce() throws InterruptedException {
        sees(ami(A, AmiState.FAILED));

        assertThat(await(Duration.ofHours(1), A)).extracting(Ami::state).containsExactly(AmiState.FAILED);
        assertThat(asked).hasSize(1);
    }

    @Test
    void deadlineLeavesWhatIsPendingAsItWasSeenLast() throws InterruptedException {
        always(ami(A, AmiState.PENDING));

        assertThat(await(Duration.ofMinutes(5), A)).extracting(Ami::state).containsExactly(AmiState.PENDING);
        assertThat(pace.paused()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void imageNotKnownYetIsWaitedFor() throws InterruptedException {
        sees();
        sees();
        sees(ami(A, AmiState.AVAILABLE));

        assertThat(await(Duration.ofHours(1), A)).hasSize(1);
    }

    @Test
    void imageThatDoesNotShowItselfForAMinuteIsNotThere() throws InterruptedException {
        always();

        assertThat(await(Duration.ofHours(1), A)).isEmpty();
        assertThat(pace.paused()).isBetween(AmiWait.UNSEEN, AmiWait.UNSEEN.plusSeconds(20));
    }

    @Test
    void missingImageDoesNotEndTheWaitForAPendingOne() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            sees(ami(B, AmiState.PENDING));
        }
        sees(ami(B, AmiState.AVAILABLE));

        assertThat(await(Duration.ofHours(1), A, B)).extracting(Ami::id).containsExactly(B);
        assertThat(asked.get(20)).containsExactly(B);
    }

    @Test
    void noTimeStillMeansOneLook() throws InterruptedException {
        sees(ami(A, AmiState.PENDING));

        assertThat(await(Duration.ZERO, A)).hasSize(1);
    }

    @Test
    void nothingToWaitForIsNotAskedFor() throws InterruptedException {
        assertThat(await(Duration.ofHours(1))).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void networkThatFailsInTheMiddleDoesNotEndTheWait() throws InterruptedException {
        sees(ami(A, AmiState.PENDING));
        fails(FailureCause.UNREACHABLE);
        sees(ami(A, AmiState.AVAILABLE));

        assertThat(await(Duration.ofHours(1), A)).extracting(Ami::state).containsExactly(AmiState.AVAILABLE);
    }

    @Test
    void networkThatFailsFromTheStartIsTold() {
        fails(FailureCause.UNREACHABLE);

        assertThatThrownBy(() -> await(Duration.ofHours(1), A)).isInstanceOf(BakeFailedException.class);
    }

    @Test
    void lostRightsEndTheWaitAtOnce() {
        sees(ami(A, AmiState.PENDING));
        fails(FailureCause.CREDENTIALS);

        assertThatThrownBy(() -> await(Duration.ofHours(1), A)).isInstanceOf(BakeFailedException.class);
    }

    private List<Ami> await(Duration timeout, AmiId... ids) throws InterruptedException {
        return new AmiWait(pace, this::look).await(List.of(ids), timeout);
    }

    private List<Ami> look(Collection<AmiId> ids, Duration limit) {
        asked.add(List.copyOf(ids));
        return (answers.size() > 1 ? answers.pop() : answers.peek()).get();
    }

    private void always(Ami... amis) {
        sees(amis);
    }

    private void sees(Ami... amis) {
        answers.add(() -> List.of(amis));
    }

    private void fails(FailureCause cause) {
        answers.add(() -> {
            throw new BakeFailedException(cause, "for a test");
        });
    }

    private static Ami ami(AmiId id, AmiState state) {
        return new Ami(
                id, new Region("us-west-2"), "name", "", state, "", Optional.empty(), "", false, List.of(), Map.of());
    }
}
