package io.jenkins.plugins.amibakery.steps.deploy;

import static io.jenkins.plugins.amibakery.results.record.RemoteApi.OF_EVERY_TASK;
import static io.jenkins.plugins.amibakery.results.record.RemoteApi.assertSame;
import static io.jenkins.plugins.amibakery.results.record.RemoteApi.exported;
import static io.jenkins.plugins.amibakery.results.record.RemoteApi.first;
import static io.jenkins.plugins.amibakery.results.record.RemoteApi.only;
import static io.jenkins.plugins.amibakery.results.record.RemoteApi.pairs;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.PlannedDeploy;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import io.jenkins.plugins.amibakery.results.record.Baked;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One name for one fact: what the remote API says of a deployment, it says as the tree of its report does. */
class DeployApiTest {
    private static final GraphLock LOCK = new GraphLock("us-west-2", "cfngin-bucket", "dev-web.json", "a1");

    @Test
    void aDeploymentIsToldAsItsReportTellsIt() {
        DeployReport report = report(DeployAction.DEPLOY, null);
        Map<String, Object> tree = report.tree();
        Map<String, Object> api = exported(deployment(report));

        assertSame(api, tree, Set.of("stacks", "durationMillis", "locksReleased", "locksLeft"));
        assertThat(api).containsKey("durationMillis");
        for (String locks : List.of("locksReleased", "locksLeft")) {
            assertSame(first(api, locks), first(tree, locks), Set.of());
            assertThat(only(first(api, locks), first(tree, locks), Set.of())).containsExactly("command");
        }
        assertThat(only(api, tree, OF_EVERY_TASK))
                .containsExactlyInAnyOrder(
                        "id", "region", "modules", "tags", "approved", "plan", "approval", "override", "checks");
    }

    @Test
    void aStackIsToldAsItsReportTellsIt() {
        DeployReport report = report(DeployAction.DEPLOY, null);
        Map<String, Object> tree = first(report.tree(), "stacks");
        Map<String, Object> api = first(exported(deployment(report)), "stacks");

        assertSame(api, tree, Set.of("outputs"));
        assertThat(api.get("outputs")).isEqualTo(pairs("name", (Map<?, ?>) tree.get("outputs")));
        assertThat(only(api, tree, Set.of())).containsExactly("rollback");
    }

    @Test
    @SuppressWarnings("unchecked")
    void aPlanIsToldAsItsReportTellsIt() {
        PlanDigest gaps = new PlanDigest("dev", "", "", Map.of(), List.of("the vpc is missing"));
        DeployReport report =
                report(DeployAction.PLAN, new PlannedDeploy(gaps, false, List.of(), Map.of("us-west-2", "a plan")));
        Map<String, Object> tree = (Map<String, Object>) report.tree().get("plan");
        Map<String, Object> api =
                (Map<String, Object>) exported(deployment(report)).get("plan");

        assertSame(api, tree, Set.of());
        assertThat(only(api, tree, Set.of())).containsExactly("texts");
    }

    private static DeployReport report(DeployAction action, PlannedDeploy plan) {
        StackVerdict verdict = new StackVerdict(
                "network",
                "vpc.cfn",
                "us-west-2",
                "vpc",
                StackVerdict.Status.FAILED,
                "creating new stack",
                "rolled back",
                "Vpc: no");
        return new DeployReport(
                new DeployReport.Run(action, "dev", Baked.ID, Baked.SOURCE, "2.6.0", 1_500),
                DeployOutcome.FAILURE,
                List.of(new DeployedStack(verdict, "dev-vpc", "ROLLBACK_COMPLETE", Map.of("Id", "vpc-1"))),
                List.of(new DeployFailure(
                        "vpc (us-west-2)", DeployFailureCause.STACK_ROLLED_BACK, "The stack was rolled back")),
                new DeployReport.Locks(List.of(LOCK), List.of(LOCK)),
                List.of("site.web"),
                List.of("a note"),
                plan);
    }

    private static DeploymentRecord deployment(DeployReport report) {
        DeploymentRecord record = new DeploymentRecord("one", report.run().action(), "dev", 1_000);
        record.setAmi(report.run().ami());
        record.setRunwayVersion(report.run().runwayVersion());
        DeployJournal.ended(record, report);
        return record;
    }
}
