package io.jenkins.plugins.amibakery.results.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentRecordTest {
    private final DeploymentRecord record = Deployed.running("d", DeployAction.DEPLOY, "dev", Deployed.FIRST, 1_000);

    @Test
    void aDeploymentThatBeginsRuns() {
        assertThat(record.getAction()).isEqualTo("deploy");
        assertThat(record.getOutcome()).isEqualTo("running");
        assertThat(record.getDurationMillis()).isEqualTo(-1);
        assertThat(record.getPlan()).isNull();
    }

    @Test
    void itEndsWellExactlyWhenNothingFailed() {
        record.ended(List.of(), true, 3_000);
        assertThat(record.getOutcome()).isEqualTo("success");
        assertThat(record.getDurationMillis()).isEqualTo(2_000);

        record.ended(List.of(FailureRecord.of("no")), false);
        assertThat(record.getOutcome()).isEqualTo("failure");

        record.ended(List.of(FailureRecord.of("no")), true);
        assertThat(record.getOutcome()).isEqualTo("cancelled");
    }

    @Test
    void aCopyKnowsTheSameAndChangesAlone() {
        record.setStacks(List.of(Deployed.stack("us-west-2", StackVerdict.Status.SUBMITTED)));
        DeploymentRecord copy = record.copy();

        copy.setStacks(List.of());
        copy.ended(List.of(FailureRecord.of("no")), false);

        assertThat(copy.getAmi()).isEqualTo(Deployed.FIRST);
        assertThat(record.getStacks()).hasSize(1);
        assertThat(record.getFailures()).isEmpty();
    }

    @Test
    void aStackIsKeptWithWhyItFailedAndItsOutputsByName() {
        StackVerdict verdict = new StackVerdict(
                "img-mgr",
                "img-mgr.cfn",
                "us-west-2",
                "img-mgr",
                StackVerdict.Status.FAILED,
                "rolled back",
                "The following resource(s) failed: [Asg]",
                "Asg: no signal");

        StackRecord stack = StackRecord.of(
                new DeployedStack(verdict, "dev-img-mgr", "UPDATE_ROLLBACK_COMPLETE", Map.of("b", "2", "a", "1")));

        assertThat(stack.getVerdict()).isEqualTo("failed");
        assertThat(stack.getFirstFailure()).isEqualTo("Asg: no signal");
        assertThat(stack.getName()).isEqualTo("dev-img-mgr");
        assertThat(stack.getOutputs()).extracting(OutputRecord::getName).containsExactly("a", "b");
    }

    @Test
    void onlyAPlanWithoutGapsAndWithADigestIsWhole() {
        assertThat(new PlanRecord("sha256:1", List.of(), false, List.of(), List.of()).isWhole())
                .isTrue();
        assertThat(new PlanRecord("sha256:1", List.of("vpc"), false, List.of(), List.of()).isWhole())
                .isFalse();
        assertThat(new PlanRecord("", List.of(), false, List.of(), List.of()).isWhole())
                .isFalse();
    }

    @Test
    void whatXmlCannotHoldIsLeftOutOfWhatIsSaved() {
        record.setCommit("a\0b\u001b[31mc\uFFFE\uD800d\n\te");
        record.ended(List.of(FailureRecord.of("\u0001x")), false);

        assertThat(record.getCommit()).isEqualTo("ab[31mcd\n\te");
        assertThat(record.failureLines()).containsExactly("x");
        assertThat(new PlanTextRecord("", "\uD83D\uDE00\0").getText()).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void aPlanTooLongToKeepIsCutBetweenCharactersAndSaysSo() {
        String text = "\uD83D\uDE00".repeat(PlanTextRecord.MOST_CHARS);

        PlanTextRecord kept = new PlanTextRecord("us-west-2", "x" + text);

        assertThat(kept.isCut()).isTrue();
        assertThat(kept.getText()).hasSize(PlanTextRecord.MOST_CHARS - 1).endsWith("\uD83D\uDE00");
        assertThat(new PlanTextRecord("us-west-2", "short").isCut()).isFalse();
    }
}
