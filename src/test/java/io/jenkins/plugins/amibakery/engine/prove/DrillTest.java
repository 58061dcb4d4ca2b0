package io.jenkins.plugins.amibakery.engine.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A group that has to grow is set back to its size whatever happens. */
class DrillTest {
    private static final String LATER = "2126-11-30T10:00:00Z";

    @TempDir
    private Path home;

    private ProvedCloud there;

    @BeforeEach
    void deploy() throws IOException {
        there = new ProvedCloud(home);
    }

    private ProofRow drilled() throws Exception {
        return there.prove(ProvedCloud.asked("", 3)).row(Proof.GROWS);
    }

    @Test
    void instancesThatDoNotBecomeHealthyAreRed() throws Exception {
        there.cloud.capacity.limit = 3;

        ProofRow row = drilled();

        assertThat(row.verdict()).isEqualTo(Verdict.RED);
        assertThat(row.evidence()).startsWith("1 of 3 more instances of qa were healthy after ");
        assertThat(there.cloud.capacity.desires).containsExactly(5, 2);
    }

    @Test
    void anActivityThatFailedIsRed() throws Exception {
        there.cloud.capacity.failures.add("Launching a new EC2 instance: no capacity");

        assertThat(drilled().evidence()).endsWith("and an activity failed: Launching a new EC2 instance: no capacity");
    }

    @Test
    void aGroupThatNobodyAsksForItsHealthIsNotKnown() throws Exception {
        there.cloud.capacity.targetGroups = 0;

        assertThat(drilled().verdict()).isEqualTo(Verdict.NOT_KNOWN);
    }

    @Test
    void whatIsCancelledIsSetBack() {
        there.cloud.capacity.interrupts = true;

        assertThatThrownBy(this::drilled).isInstanceOf(InterruptedException.class);
        assertThat(there.cloud.capacity.desires).containsExactly(5, 2);
    }

    @Test
    void theSizeIsWrittenOnTheGroupBeforeItChanges() throws Exception {
        drilled();

        assertThat(there.cloud.capacity.done).hasSize(4);
        assertThat(there.cloud.capacity.done.get(0)).matches("mark from 2 to 5 until 20\\S+Z by call-1");
        assertThat(there.cloud.capacity.done.subList(1, 4)).containsExactly("desire 5", "desire 2", "mark ");
    }

    @Test
    void aDrillThatIsTakenUpAgainStartsFromTheSizeBeforeIt() throws Exception {
        left(5, "from 2 to 5 until " + LATER + " by call-1");

        assertThat(drilled().evidence()).startsWith("3 of 3 more instances of qa were healthy after ");
        assertThat(there.cloud.capacity.desires).containsExactly(2, 5, 2);
    }

    @Test
    void aDrillThatWasKilledAtATerminalIsSetBackByTheNextOne() throws Exception {
        left(5, "from 2 to 5 until 2026-11-30T10:00:00Z");

        drilled();

        assertThat(there.cloud.capacity.desires).containsExactly(2, 5, 2);
    }

    @Test
    void aDrillOfSomebodyElseIsNotDisturbed() {
        left(5, "from 2 to 5 until " + LATER + " by call-2");

        assertThatThrownBy(this::drilled)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A drill of the group qa from 2 to 5 instances is under way until " + LATER
                        + ". If it was killed, a drill after that sets the group back.");
        assertThat(there.cloud.capacity.done).isEmpty();
    }

    @Test
    void aSizeThatSomebodyElseHasSetSinceStays() throws Exception {
        left(3, "from 1 to 4 until 2026-11-30T10:00:00Z");

        drilled();

        assertThat(there.cloud.capacity.desires).containsExactly(6, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from 2 to 500 until 2026-11-30T10:00:00Z",
                "from 5 to 2 until 2026-11-30T10:00:00Z",
                "from 2 to 5 until tomorrow",
                "2"
            })
    void aTagThatIsNoDrillsMakesNothingSmaller(String tag) throws Exception {
        left(2, tag);

        drilled();

        assertThat(there.cloud.capacity.desires).containsExactly(5, 2);
    }

    @Test
    void withoutADrillWhatOneHasLeftIsSaidAndNotChanged() throws Exception {
        left(5, "from 2 to 5 until 2026-11-30T10:00:00Z");
        List<String> said = new ArrayList<>();

        ProvedCloud.asked("", 0).run(new Workplace(home, Map.of(), said::add), there.cloud);

        assertThat(said)
                .contains(
                        "leaving the group qa to its drill from 2 to 5 instances, which was killed; the next drill sets"
                                + " it back");
        assertThat(there.cloud.capacity.done).isEmpty();
    }

    @Test
    void onlyItsOwnDrillIsEndedByACallThatIsStopped() {
        left(5, "from 2 to 5 until " + LATER + " by call-1");

        assertThat(ended("call-2")).isEmpty();
        assertThat(there.cloud.capacity.done).isEmpty();
        assertThat(ended("call-1")).containsExactly("qa");
        assertThat(there.cloud.capacity.done).containsExactly("desire 2", "mark ");
    }

    private List<String> ended(String call) {
        return new EndDrill("us-west-2", "qa", call).run(new Workplace(home, Map.of()), there.cloud);
    }

    /** The group has a size, and a tag of a drill. */
    private void left(int desired, String tag) {
        there.cloud.capacity.desired = desired;
        there.fleet.groups.computeIfPresent(
                "qa",
                (name, group) ->
                        new Group(name, group.templates(), group.images(), group.maxLifetime(), group.members(), tag));
    }

    @Test
    void aGroupDoesNotGrowBeyondItsMaximum() {
        there.cloud.capacity.most = 4;

        assertThatThrownBy(this::drilled)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The group qa has 2 of at most 4 instances; a drill of 3 does not fit.");
        assertThat(there.cloud.capacity.desires).isEmpty();
    }

    @Test
    void aDrillOfAnotherAmiDoesNotCount() throws Exception {
        drilled();
        List.of("i-1", "i-2").forEach(id -> there.fleet.snapshots.put("vol-" + id, "snap-2"));

        assertThat(there.prove().row(Proof.GROWS).evidence()).isEqualTo("no drill of ami-0aaaaaaaaaaaaaaa2 was made");
    }
}
