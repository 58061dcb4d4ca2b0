package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.Schema;
import io.jenkins.plugins.amibakery.engine.model.BakeReports;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.steps.task.LoggedContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import io.jenkins.plugins.amibakery.steps.task.TaskResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a build is told of a bake that has ended. */
class BakeConclusionTest {
    private final BakeParameters parameters = new BakeParameters();
    private final BakeState state = new BakeState("job-1-0a1b2c3d", 0);
    private final LoggedContext site = new LoggedContext();
    private final BakeJournal ledger = new BakeJournal(parameters, state, site);
    private final PackerProgram packer = new PackerProgram(parameters, state, site, ledger);
    private final BakeConclusion finishing = new BakeConclusion(parameters, state, site, ledger, packer);

    @Test
    void aJenkinsfileGetsTheTreeOfEachAmi() {
        Map<String, Object> tree = BakeReports.AMI.tree();
        tree.put("reused", false);
        tree.put("reason", "");

        TaskResult end = finishing.end(List.of(BakeReports.AMI), List.of());

        assertThat(end.failure()).isNull();
        assertThat(end.result()).isEqualTo(List.of(tree));
        assertThat(Schema.of("amis").faults(end.result())).isEmpty();
    }

    @Test
    void aJenkinsfileIsToldWhetherAndWhyItWasBaked() {
        state.reason = "Since ami-0d53cc9bd365ad65b file setup.sh changed.";

        assertThat(state.result(List.of(BakeReports.NAMED)))
                .singleElement()
                .satisfies(ami -> assertThat(ami).containsEntry("reused", false).containsEntry("reason", state.reason));
    }

    @Test
    void aBakeOfAnOlderVersionHasNoReason() {
        state.reason = null;

        assertThat(state.result(List.of(BakeReports.NAMED)).get(0)).containsEntry("reason", "");
    }

    @Test
    void ofSeveralFailuresTheFirstIsToldAndTheRestCounted() {
        Failure first = new Failure("web", FailureCause.AMI_GONE, "it is gone");

        assertThat(finishing.end(List.of(), List.of(first)).failure()).isEqualTo(first.lineInJenkins());
        assertThat(finishing.end(List.of(), List.of(first, first, first)).failure())
                .isEqualTo(first.lineInJenkins() + " (and 2 more)");
    }

    @Test
    void aPackerThatVanishedIsToldAsThat() {
        state.gaveNoExitCode();
        Failure unknown = Failure.of(FailureCause.UNKNOWN, "packer ended with exit code -1");

        assertThat(finishing.explained(unknown).detail()).contains("vanished on agent", "without an exit code");
        assertThat(finishing
                        .explained(Failure.of(FailureCause.AMI_GONE, "it is gone"))
                        .detail())
                .isEqualTo("it is gone");
    }

    @Test
    void aStoryOfAnAgentIsCut() {
        Failure told = Failure.of(FailureCause.UNKNOWN, "x".repeat(60_000));

        assertThat(finishing.explained(told).detail()).hasSizeLessThan(4_010);
    }

    @Test
    void aLostAgentWhoseLogNobodyReadLeavesTheTagToLookFor() throws IOException, InterruptedException {
        assertThat(finishing.withoutNode()).isEqualTo(LongTask.OVER);

        assertThat(state.end().isCancelled()).isTrue();
        assertThat(state.end().failure())
                .contains("was removed from Jenkins while the bake ran on it.")
                .endsWith("Anything it left has the tag ami-bakery:bake-id=job-1-0a1b2c3d.");
        assertThat(state.exitCode()).isEqualTo(-1);
        assertThat(site.log()).contains("was removed from Jenkins");
    }
}
