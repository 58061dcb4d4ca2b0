package io.jenkins.plugins.amibakery.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.Schema;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.StackChange;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The one form of a report for scripts and programs. */
class DeployTreeTest {
    private static final Schema SCHEMA = Schema.of("deployment");
    private static final String AMI = "ami-0d53cc9bd365ad65b";
    private static final DeployedStack VPC =
            DeployLinesTest.stack("vpc", StackVerdict.Status.COMPLETE, "creating new stack");

    @Test
    void aScriptGetsMapsListsAndTexts() {
        Map<String, Object> tree = DeployLinesTest.report(DeployAction.DEPLOY, List.of(VPC), List.of())
                .tree();

        assertThat(tree)
                .containsEntry("action", "deploy")
                .containsEntry("environment", "dev")
                .containsEntry("ami", AMI)
                .containsEntry("replacedAmi", "ami-0bf6cf6a57a3dae02")
                .containsEntry("outcome", "success")
                .containsEntry("durationMillis", 1_500L)
                .doesNotContainKey("plan");
        assertThat(((List<?>) tree.get("stacks")).get(0))
                .isEqualTo(Map.of(
                        "deployment", "network",
                        "module", "vpc.cfn",
                        "region", "us-west-2",
                        "stack", "vpc",
                        "name", "web-dev-vpc",
                        "verdict", "complete",
                        "reason", "creating new stack",
                        "firstFailure", "",
                        "status", "CREATE_COMPLETE",
                        "outputs", Map.of("Id", "vpc-1")));
        assertThat(SCHEMA.faults(tree)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DeployAction.class)
    void whateverWasDoneFitsTheSchema(DeployAction action) {
        assertThat(SCHEMA.faults(
                        DeployLinesTest.report(action, List.of(VPC), List.of()).tree()))
                .isEmpty();
        DeployFailure failure =
                new DeployFailure("vpc (us-west-2)", DeployFailureCause.STACK_ROLLED_BACK, "rolled back");
        assertThat(SCHEMA.faults(DeployLinesTest.report(action, List.of(VPC), List.of(failure))
                        .tree()))
                .isEmpty();
    }

    @Test
    void whatIsNotKnownIsAnEmptyTextAndFitsToo() {
        PlanDigest gaps = new PlanDigest("dev", "", "", Map.of(), List.of("the vpc is missing"));
        GraphLock lock = new GraphLock("", "b", "k", "c");
        Map<String, Object> tree = new DeployReport(
                        new DeployReport.Run(DeployAction.PLAN, "dev", "", "", "", 0),
                        DeployOutcome.CANCELLED,
                        List.of(new DeployedStack(
                                new StackVerdict("", "", "", "vpc", StackVerdict.Status.SUBMITTED, "", "", ""),
                                "",
                                "",
                                Map.of())),
                        List.of(DeployFailure.of(DeployFailureCause.CANCELLED, "The plan was cancelled")),
                        new DeployReport.Locks(List.of(lock), List.of(lock)),
                        List.of("site.web"),
                        List.of("a note"),
                        new PlannedDeploy(
                                gaps,
                                true,
                                List.of(new StackChange(
                                        "us-west-2",
                                        "asg",
                                        true,
                                        List.of(new StackChange.Resource("Group", "AWS::X", StackChange.Effect.ADDED)),
                                        List.of(new StackChange.Parameter("Id", "a", "b")))),
                                Map.of("", "a plan")))
                .tree();

        assertThat(SCHEMA.faults(tree)).isEmpty();
        assertThat(tree.get("plan"))
                .isEqualTo(Map.of(
                        "digest",
                        "",
                        "whole",
                        false,
                        "gaps",
                        List.of("the vpc is missing"),
                        "first",
                        true,
                        "newest",
                        List.of(),
                        "stacks",
                        List.of(Map.of(
                                "region",
                                "us-west-2",
                                "name",
                                "asg",
                                "changes",
                                true,
                                "summary",
                                "1 resource added: Group; Id a → b",
                                "resources",
                                List.of(Map.of("id", "Group", "type", "AWS::X", "effect", "added")),
                                "parameters",
                                List.of(Map.of("name", "Id", "before", "a", "after", "b"))))));
    }

    @Test
    void theSchemaRefusesWhatIsNotInIt() {
        LinkedHashMap<String, Object> tree = DeployLinesTest.report(DeployAction.DEPLOY, List.of(VPC), List.of())
                .tree();
        tree.put("seconds", 1.5);
        tree.put("ami", null);
        tree.remove("notes");
        tree.put("failures", new ArrayList<>(List.of("a line")));

        assertThat(SCHEMA.faults(tree)).hasSize(4);
    }
}
