package io.jenkins.plugins.amibakery.engine.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group that has to grow is set back to its size whatever happens. */
class DrillTest {
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
