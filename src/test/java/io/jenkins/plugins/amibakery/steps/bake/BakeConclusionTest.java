package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.steps.task.LoggedContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import io.jenkins.plugins.amibakery.steps.task.TaskResult;
import java.io.IOException;
import java.util.List;
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
    void aSuccessGivesItsAmisAsMaps() {
        BakedAmi ami = BakedAmi.named("web", new Region("us-west-2"), new AmiId("ami-0d53cc9bd365ad65b"));

        TaskResult end = finishing.end(List.of(ami), List.of());

        assertThat(end.failure()).isNull();
        assertThat(end.result().toString()).contains("id=ami-0d53cc9bd365ad65b", "reused=false");
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
                .endsWith("What it may have left carries the tag ami-bakery:bake-id=job-1-0a1b2c3d.");
        assertThat(state.exitCode()).isEqualTo(-1);
        assertThat(site.log()).contains("was removed from Jenkins");
    }
}
