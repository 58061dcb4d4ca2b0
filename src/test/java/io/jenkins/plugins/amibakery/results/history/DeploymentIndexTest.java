package io.jenkins.plugins.amibakery.results.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.results.record.Deployed;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.PlanRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentIndexTest {
    private DeploymentIndex index = new DeploymentIndex();

    private void note(int build, DeploymentRecord record) {
        index = index.with(DeploymentFacts.of(build, record));
    }

    private List<String> environments() {
        return index.environments().stream()
                .map(state -> String.join(" ", state.environment(), state.region(), state.ami(), by(state)))
                .toList();
    }

    private static String by(EnvironmentState state) {
        return (state.bringer() == null ? "-" : "#" + state.bringer().build()) + " #"
                + state.latest().build();
    }

    @Test
    void theHistoryIsNewestFirstInWhateverOrderBuildsAreLoaded() {
        note(2, Deployed.done("dev", Deployed.SECOND, "us-west-2", 200));
        note(3, Deployed.done("dev", Deployed.FIRST, "us-west-2", 300));
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));

        assertThat(index.deployments()).extracting(DeploymentFacts::build).containsExactly(3, 2, 1);
    }

    @Test
    void whatIsKnownAlreadyIsNoNews() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));

        assertThat(index.with(DeploymentFacts.of(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100))))
                .isSameAs(index);
        assertThat(index.without(7)).isSameAs(index);
    }

    @Test
    void aDeploymentThatGoesOnReplacesWhatWasKnownOfIt() {
        note(1, Deployed.running("d", DeployAction.DEPLOY, "dev", Deployed.FIRST, 100));
        assertThat(environments()).containsExactly("dev   - #1");

        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));

        assertThat(index.deployments()).hasSize(1);
        assertThat(environments()).containsExactly("dev us-west-2 " + Deployed.FIRST + " #1 #1");
    }

    @Test
    void anAmiIsThereSinceItCameAndNotSinceItWasDeployedAgain() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));
        note(2, Deployed.done("dev", Deployed.FIRST, "us-west-2", 200));

        assertThat(environments()).containsExactly("dev us-west-2 " + Deployed.FIRST + " #1 #2");
    }

    @Test
    void aFailureLeavesTheLastAmiThatIsKnownToBeThere() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));
        note(2, Deployed.failed("dev", Deployed.SECOND, 200));

        assertThat(environments()).containsExactly("dev us-west-2 " + Deployed.FIRST + " #1 #2");
    }

    @Test
    void aPlanTellsThatOthersDeployedAnotherAmiUntilTheJobDeploysAgain() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));
        note(2, plan(Deployed.FIRST, 200));
        assertThat(index.environments()).extracting(EnvironmentState::finder).containsOnlyNulls();

        note(3, plan(Deployed.SECOND, 300));
        assertThat(environments()).containsExactly("dev us-west-2 " + Deployed.FIRST + " #1 #1");
        assertThat(index.environments())
                .extracting(state -> state.finder().record().foundAmi())
                .containsExactly(Deployed.SECOND);

        note(4, Deployed.done("dev", Deployed.FIRST, "us-west-2", 400));
        assertThat(index.environments()).extracting(EnvironmentState::finder).containsOnlyNulls();
    }

    private static DeploymentRecord plan(String found, long started) {
        DeploymentRecord plan = Deployed.done(DeployAction.PLAN, "dev", Deployed.SECOND, "us-west-2", started);
        plan.setReplacedAmi(found);
        return plan;
    }

    @Test
    void aPlanLeavesNothing() {
        note(1, Deployed.done(DeployAction.PLAN, "dev", Deployed.FIRST, "us-west-2", 100));

        assertThat(environments()).isEmpty();
        assertThat(index.deployments()).hasSize(1);
    }

    @Test
    void aDestroyedEnvironmentHasNoAmi() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));
        note(2, Deployed.done(DeployAction.DESTROY, "dev", "", "us-west-2", 200));

        assertThat(environments()).containsExactly("dev us-west-2  - #2");
    }

    private static DeploymentRecord foundNothing(String environment, long began) {
        DeploymentRecord plan = Deployed.done(DeployAction.PLAN, environment, Deployed.SECOND, "us-west-2", began);
        plan.setPlan(new PlanRecord("", List.of("First deployment"), true, List.of(), List.of()));
        return plan;
    }

    @Test
    void aPlanThatFindsNothingTellsThatOthersRemovedWhatWasThere() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));
        note(2, Deployed.done("qa", Deployed.FIRST, "us-west-2", 200));
        note(3, foundNothing("dev", 300));
        note(4, foundNothing("prod", 400));

        assertThat(environments()).containsExactly("dev us-west-2  - #1", "qa us-west-2 " + Deployed.FIRST + " #2 #2");

        note(5, Deployed.done("dev", Deployed.SECOND, "us-west-2", 500));
        assertThat(environments()).first().isEqualTo("dev us-west-2 " + Deployed.SECOND + " #5 #5");
    }

    @Test
    void theDestructionOfAPartLeavesTheAmi() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));
        DeploymentRecord part = Deployed.done(DeployAction.DESTROY, "dev", "", "us-west-2", 200);
        part.setSelection("", List.of("site"), List.of());
        note(2, part);

        assertThat(environments()).containsExactly("dev us-west-2 " + Deployed.FIRST + " #1 #2");
    }

    @Test
    void regionsThatAreDeployedOneByOneAreToldApart() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));
        note(2, Deployed.done("dev", Deployed.SECOND, "eu-west-1", 200));

        assertThat(environments())
                .containsExactly(
                        "dev eu-west-1 " + Deployed.SECOND + " #2 #2", "dev us-west-2 " + Deployed.FIRST + " #1 #1");
        assertThat(index.ami("dev", "us-west-2")).isEqualTo(Deployed.FIRST);
        assertThat(index.ami("dev", "")).isEmpty();
        assertThat(index.ami("prod", "us-west-2")).isEmpty();
    }

    @Test
    void environmentsAreInTheOrderInWhichTheyWereFirstDeployedTo() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));
        note(2, Deployed.done("qa", Deployed.FIRST, "us-west-2", 110));
        note(3, Deployed.done("prod", Deployed.FIRST, "us-west-2", 200));
        note(4, Deployed.done("dev", Deployed.SECOND, "us-west-2", 300));

        assertThat(index.environments())
                .extracting(EnvironmentState::environment)
                .containsExactly("dev", "qa", "prod");
    }

    @Test
    void whatIsThereIsKnownAfterItsBuildWasDeleted() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));
        note(2, Deployed.done("qa", Deployed.FIRST, "us-west-2", 200));

        index = index.without(1).without(2);

        assertThat(index.deployments()).isEmpty();
        assertThat(index.isEmpty()).isFalse();
        assertThat(index.environments())
                .allMatch(state -> index.isOfDeletedBuild(state.bringer()))
                .extracting(EnvironmentState::ami)
                .containsOnly(Deployed.FIRST);
    }

    @Test
    void whatADeletedBuildLeftIsForgottenWhenItIsLongGone() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));
        DeploymentFacts first = index.deployments().get(0);
        index = index.without(1);
        note(2, Deployed.done("dev", Deployed.SECOND, "us-west-2", 200));
        assertThat(index.isOfDeletedBuild(first)).isTrue();

        note(3, Deployed.done("dev", Deployed.FIRST, "us-west-2", 300));

        assertThat(index.isOfDeletedBuild(first)).isFalse();
    }

    @Test
    void anAmiThatCameBackIsNotThereSinceItsFirstTimeWhicheverBuildIsDeleted() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));
        note(2, Deployed.done("dev", Deployed.SECOND, "us-west-2", 200));
        note(3, Deployed.done("dev", Deployed.FIRST, "us-west-2", 300));

        index = index.without(2);

        assertThat(environments()).containsExactly("dev us-west-2 " + Deployed.FIRST + " #3 #3");
    }

    @Test
    void aDestructionIsRememberedWhenItsBuildIsDeleted() {
        note(1, Deployed.done("dev", Deployed.FIRST, "us-west-2", 100));
        note(2, Deployed.done(DeployAction.DESTROY, "dev", "", "us-west-2", 200));
        note(3, Deployed.done("dev", "", "us-west-2", 300));

        index = index.without(2);

        assertThat(environments()).containsExactly("dev us-west-2  - #3");
    }
}
