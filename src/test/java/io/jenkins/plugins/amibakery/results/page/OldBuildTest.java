package io.jenkins.plugins.amibakery.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.results.history.AmiSighting;
import io.jenkins.plugins.amibakery.results.history.BakeDetails;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeRow;
import io.jenkins.plugins.amibakery.results.history.DeploymentFacts;
import io.jenkins.plugins.amibakery.results.history.DeploymentIndex;
import io.jenkins.plugins.amibakery.results.history.RecipeState;
import io.jenkins.plugins.amibakery.results.record.AmiRecord;
import io.jenkins.plugins.amibakery.results.record.ApprovalRecord;
import io.jenkins.plugins.amibakery.results.record.BakeOrigin;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import io.jenkins.plugins.amibakery.results.record.CallRecord;
import io.jenkins.plugins.amibakery.results.record.CheckRecord;
import io.jenkins.plugins.amibakery.results.record.Deployed;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.FailureRecord;
import io.jenkins.plugins.amibakery.results.record.FloatingRecord;
import io.jenkins.plugins.amibakery.results.record.KeyPartRecord;
import io.jenkins.plugins.amibakery.results.record.LeftoverRecord;
import io.jenkins.plugins.amibakery.results.record.LockRecord;
import io.jenkins.plugins.amibakery.results.record.NewerPackageRecord;
import io.jenkins.plugins.amibakery.results.record.OutputRecord;
import io.jenkins.plugins.amibakery.results.record.OverrideRecord;
import io.jenkins.plugins.amibakery.results.record.PackageChange;
import io.jenkins.plugins.amibakery.results.record.PackageLook;
import io.jenkins.plugins.amibakery.results.record.PackageRecord;
import io.jenkins.plugins.amibakery.results.record.PhaseRecord;
import io.jenkins.plugins.amibakery.results.record.PlanRecord;
import io.jenkins.plugins.amibakery.results.record.PlanTextRecord;
import io.jenkins.plugins.amibakery.results.record.ProofRecord;
import io.jenkins.plugins.amibakery.results.record.ProofRowRecord;
import io.jenkins.plugins.amibakery.results.record.RecordList;
import io.jenkins.plugins.amibakery.results.record.Saved;
import io.jenkins.plugins.amibakery.results.record.SnapshotRecord;
import io.jenkins.plugins.amibakery.results.record.StackChangeRecord;
import io.jenkins.plugins.amibakery.results.record.StackRecord;
import io.jenkins.plugins.amibakery.results.record.TagRecord;
import io.jenkins.plugins.amibakery.results.record.TaskRecord;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A build.xml that was damaged by hand, or by a disk, lacks anything. */
class OldBuildTest {
    @Test
    void anActionOfNothingIsAnActionWithoutBakes() throws ReflectiveOperationException {
        assertThat(Saved.withoutAnyField(RecordList::new).all()).isEmpty();
        assertThat(Saved.withoutAnyField(() -> Saved.made(BakedAmisAction.class)))
                .isNotNull();
    }

    @Test
    void aBakeOfNothingCanBeShown() throws ReflectiveOperationException {
        BakeRecord bake = Saved.withoutAnyField(() -> new BakeRecord("b", "t", 0));

        BakeView view = new BakeView(bake, false, id -> new LiveBake());
        assertThat(bake.getTemplate()).isEmpty();
        assertThat(bake.getFailures()).isEmpty();
        assertThat(bake.getPackerPlugins()).isEmpty();
        assertThat(bake.amis()).isEmpty();
        assertThat(view.getBegan()).isNull();
        assertThat(view.getShortCommit()).isEmpty();
        assertThat(view.getStatus().getWord()).isEqualTo("Unknown");
    }

    @Test
    void anAmiOfNothingCanBeShown() throws ReflectiveOperationException {
        AmiRecord ami = Saved.withoutAnyField(() -> AmiRecord.appeared("web", "us-west-2", "ami-00000001"));

        AmiView view = new AmiView(ami, new BakeView(new BakeRecord("b", "t", 0), false, id -> new LiveBake()), null);
        assertThat(view.getId()).isEmpty();
        assertThat(view.getConsoleUrl()).isNull();
        assertThat(view.getTags()).isEmpty();
        assertThat(view.getSnapshots()).isEmpty();
        assertThat(view.getSizeText()).isEmpty();
        assertThat(view.getDuration()).isEmpty();
        assertThat(view.getStatusView().getWord()).isEqualTo("Not checked");
    }

    @Test
    void aDeploymentOfNothingCanBeShown() throws ReflectiveOperationException {
        DeploymentRecord deployment =
                Saved.withoutAnyField(() -> new DeploymentRecord("d", DeployAction.DEPLOY, "dev", 0));

        DeploymentView view = new DeploymentView(deployment, 1, false, null);
        assertThat(view.getAmi()).isNull();
        assertThat(view.getReplacedAmi()).isNull();
        assertThat(view.getStacks()).isEmpty();
        assertThat(view.getRemarks()).isEmpty();
        assertThat(view.getBegan()).isNull();
        assertThat(view.getStatus().getWord()).isEqualTo("Unknown");
        assertThat(Saved.withoutAnyField(() -> Saved.made(DeploymentsAction.class)))
                .isNotNull();
        assertThat(Saved.withoutAnyField(() -> Deployed.stack("us-west-2", StackVerdict.Status.FAILED))
                        .getOutputs())
                .isEmpty();
        assertThat(Saved.withoutAnyField(() -> new PlanRecord("x", List.of(), false, List.of(), List.of()))
                        .isWhole())
                .isFalse();
    }

    @Test
    void anIndexOfNothingIsEmpty() throws ReflectiveOperationException {
        assertThat(Saved.withoutAnyField(DeploymentIndex::new).isEmpty()).isTrue();
    }

    @Test
    void whatCouldNotBeReadIsLeftOut() throws ReflectiveOperationException {
        List<String> gaps = new ArrayList<>();
        gaps.add(null);
        gaps.add("a");

        assertThat(new PlanRecord("x", gaps, false, List.of(), List.of()).getGaps())
                .containsExactly("a");
    }

    @Test
    void theSmallRecordsHaveTextsToo() throws ReflectiveOperationException {
        assertThat(Saved.withoutAnyField(() -> new TagRecord("k", "v")).getValue())
                .isEmpty();
        assertThat(Saved.withoutAnyField(() -> new SnapshotRecord("s", 1)).getId())
                .isEmpty();
        assertThat(Saved.withoutAnyField(() -> new PhaseRecord("b", "p", 1)).getPhase())
                .isEmpty();
        assertThat(Saved.withoutAnyField(() -> new LeftoverRecord("k", "i", "r", true, "n"))
                        .getNote())
                .isEmpty();
    }

    /** Jenkins' XML brings back neither records nor unmodifiable lists, and its class filter refuses foreign classes. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                RecordsAction.class,
                RecordList.class,
                TaskRecord.class,
                FailureRecord.class,
                CallRecord.class,
                BakedAmisAction.class,
                BakeRecord.class,
                AmiRecord.class,
                SnapshotRecord.class,
                TagRecord.class,
                PhaseRecord.class,
                LeftoverRecord.class,
                BakeOrigin.class,
                BakeEntry.class,
                BakeDetails.class,
                BakeRow.class,
                RecipeState.class,
                AmiSighting.class,
                BaseRecord.class,
                KeyPartRecord.class,
                FloatingRecord.class,
                PackageRecord.class,
                PackageChange.class,
                PackageLook.class,
                NewerPackageRecord.class,
                DeploymentsAction.class,
                DeploymentRecord.class,
                StackRecord.class,
                LockRecord.class,
                OutputRecord.class,
                PlanRecord.class,
                PlanTextRecord.class,
                StackChangeRecord.class,
                StackChangeRecord.Resource.class,
                StackChangeRecord.Parameter.class,
                ApprovalRecord.class,
                OverrideRecord.class,
                ProofRecord.class,
                ProofRowRecord.class,
                CheckRecord.class,
                DeploymentIndex.class,
                DeploymentFacts.class
            })
    void onlyPlainFieldsAreSaved(Class<?> saved) {
        Set<Class<?>> plain = Set.of(
                String.class,
                ArrayList.class,
                long.class,
                int.class,
                boolean.class,
                RecordList.class,
                BakeOrigin.class,
                BakeRow.class,
                PackageChange.class,
                PackageLook.class,
                DeploymentRecord.class,
                PlanRecord.class,
                ApprovalRecord.class,
                OverrideRecord.class);

        assertThat(saved.isRecord()).isFalse();
        assertThat(saved.getDeclaredFields())
                .filteredOn(field -> (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
                .extracting(Field::getType)
                .allMatch(plain::contains);
    }
}
