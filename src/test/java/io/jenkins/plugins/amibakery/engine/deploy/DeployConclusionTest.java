package io.jenkins.plugins.amibakery.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.cloud.StackCloud;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.Line;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict.Status;
import io.jenkins.plugins.amibakery.engine.runway.RunwayEvent;
import io.jenkins.plugins.amibakery.engine.runway.RunwayLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A deployment from Runway's end to its report, whichever front end ran it. */
class DeployConclusionTest {
    private static final String AMI = "ami-0d53cc9bd365ad65b";
    private static final String OLD = "ami-0bf6cf6a57a3dae02";
    private static final String KEY = "persistent_graphs/acme-dev/web.json";
    private static final GraphLock OURS = new GraphLock("us-west-2", "state", KEY, "ours1");
    private static final RunwayEvent.Place AT = new RunwayEvent.Place("d", "web.cfn", "us-west-2");
    private static final DeployScope SCOPE = new DeployScope(
            "/ws",
            List.of("web.cfn"),
            Map.of("us-west-2/asg", "acme-dev-asg", "us-west-2/vpc", "acme-dev-vpc"),
            Map.of("d.web.cfn (us-west-2)", List.of(new GraphLock("us-west-2", "state", KEY, ""))),
            List.of());
    private static final RunwayEvent BEGUN = new RunwayEvent.ModuleStarted(AT);
    private static final RunwayEvent DONE = new RunwayEvent.ModuleEnded(AT);
    private static final RunwayEvent LOCKED = new RunwayEvent.Locked(AT, "state", KEY, "ours1");

    private final StackCloud cloud = new StackCloud();

    private static RunwayEvent stack(String name, Status status, String reason) {
        return new RunwayEvent.Stack(AT, name, status, reason);
    }

    private static RunwayEvent error(String text) {
        return new RunwayEvent.Text(AT, text, true);
    }

    private static RunwayEnd ended(int exitCode) {
        return new RunwayEnd(exitCode, 1_000, false, "", "");
    }

    private static RunwayEnd cancelled(String reason) {
        return new RunwayEnd(130, 1_000, true, "", reason);
    }

    private DeployReport concluded(DeployAction action, RunwayEnd end, RunwayEvent... events) {
        return concluded(action, new DeployKnown(SCOPE, "2.8.4", "f", OLD), end, events);
    }

    private DeployReport concluded(DeployAction action, DeployKnown known, RunwayEnd end, RunwayEvent... events) {
        RunwayLog log = new RunwayLog();
        List.of(events).forEach(log);
        DeployRequest request = DeployRequest.of(action, Path.of("."), "dev")
                .ami(Optional.of(new AmiId(AMI)))
                .build();
        return Deploy.conclude(request, known, end, log, cloud);
    }

    private static DeployFailure only(DeployReport report) {
        assertThat(report.failures()).hasSize(1);
        return report.failures().get(0);
    }

    @Test
    void aSuccessNamesItsStacksTheirOutputsAndTheAmiThatWasReplaced() {
        cloud.stacks.has("acme-dev-asg", "UPDATE_COMPLETE", Map.of("Url", "http://web"), Map.of());

        DeployReport report = concluded(DeployAction.DEPLOY, ended(0), BEGUN, stack("asg", Status.COMPLETE, ""), DONE);

        assertThat(report.outcome()).isEqualTo(DeployOutcome.SUCCESS);
        assertThat(report.run()).isEqualTo(new DeployReport.Run(DeployAction.DEPLOY, "dev", AMI, OLD, "2.8.4", 1_000));
        assertThat(report.notes()).isEmpty();
        assertThat(report.plan()).isEmpty();
        assertThat(report.stacks()).singleElement().satisfies(stack -> {
            assertThat(stack.name()).isEqualTo("acme-dev-asg");
            assertThat(stack.status()).isEqualTo("UPDATE_COMPLETE");
            assertThat(stack.outputs()).containsEntry("Url", "http://web");
        });
    }

    @Test
    void aStackWhoseWholeNameIsNotKnownIsSaidToBeThatAndNotGuessed() {
        cloud.stacks.has("acme-dev-new", "CREATE_COMPLETE", Map.of(), Map.of());

        DeployReport report = concluded(DeployAction.DEPLOY, ended(0), BEGUN, stack("new", Status.COMPLETE, ""), DONE);

        assertThat(report.notes())
                .containsExactly(
                        "What CloudFormation calls new (us-west-2) is not known from the modules' files, so neither is"
                                + " its status, its outputs, the AMI it had or the first resource that failed.");
        assertThat(report.stacks()).singleElement().satisfies(stack -> {
            assertThat(stack.name()).isEmpty();
            assertThat(stack.status()).isEmpty();
        });
    }

    @Test
    void aDeploymentThatLeavesTheSameAmiInPlaceReplacesNone() {
        DeployKnown same = new DeployKnown(SCOPE, "2.8.4", "", AMI);

        assertThat(concluded(DeployAction.DEPLOY, same, ended(0)).run().replacedAmi())
                .isEmpty();
        assertThat(concluded(DeployAction.DESTROY, same, ended(0)).run().replacedAmi())
                .isEqualTo(AMI);
    }

    @Test
    void whatWasDoneBeforeAFailureIsKeptInTheReport() {
        cloud.stacks.has("acme-dev-vpc", "CREATE_COMPLETE", Map.of(), Map.of());
        cloud.stacks.has("acme-dev-asg", "UPDATE_ROLLBACK_COMPLETE", Map.of(), Map.of());
        cloud.stacks.failure = Optional.of("Group: the instance did not signal");

        DeployReport report = concluded(
                DeployAction.DEPLOY,
                ended(1),
                BEGUN,
                stack("vpc", Status.COMPLETE, "creating new stack"),
                stack("asg", Status.FAILED, "rolled back update"));

        assertThat(report.outcome()).isEqualTo(DeployOutcome.FAILURE);
        assertThat(report.hasChanged()).isTrue();
        assertThat(only(report).line())
                .startsWith("asg (us-west-2): rolled back update: Group: the instance did not signal. ");
        assertThat(DeployLines.inJenkins(report))
                .last()
                .isEqualTo(new Line(Line.Tone.BAD, "Failed after 1.0 s. 1 stack done before."));
    }

    @Test
    void aBucketThatIsRefusedForWrongCredentialsIsToldAsThat() {
        cloud.stacks.cause = DeployFailureCause.CREDENTIALS;
        cloud.stacks.down = true;

        DeployReport report =
                concluded(DeployAction.DEPLOY, ended(1), BEGUN, error("Access denied for CFNgin bucket: state"));

        assertThat(only(report).cause()).isEqualTo(DeployFailureCause.CREDENTIALS);
    }

    @Test
    void aStackThatCloudFormationRolledBackIsNoSuccessWhateverRunwaySays() {
        cloud.stacks.has("acme-dev-asg", "UPDATE_ROLLBACK_COMPLETE", Map.of(), Map.of());

        DeployReport report = concluded(DeployAction.DEPLOY, ended(0), BEGUN, stack("asg", Status.COMPLETE, ""), DONE);

        assertThat(report.outcome()).isEqualTo(DeployOutcome.FAILURE);
        assertThat(only(report).detail()).contains("UPDATE_ROLLBACK_COMPLETE");
    }

    @Test
    void aCloudThatDoesNotAnswerLosesNothingButTheOutputs() {
        cloud.stacks.down = true;

        DeployReport report = concluded(DeployAction.DEPLOY, ended(0), BEGUN, stack("asg", Status.COMPLETE, ""), DONE);

        assertThat(report.outcome()).isEqualTo(DeployOutcome.SUCCESS);
        assertThat(report.stacks())
                .singleElement()
                .satisfies(stack -> assertThat(stack.outputs()).isEmpty());
        assertThat(report.notes()).singleElement().asString().contains("could not be read", "no answer");
    }

    @Test
    void aRunwayYmlThatWasChangedMeanwhileLosesNoReportAndNoLock() {
        cloud.locks.held.put(KEY, "ours1");

        DeployReport report = concluded(
                DeployAction.DEPLOY,
                new DeployKnown(DeployScope.unknown(), "2.8.4", "", ""),
                ended(1),
                BEGUN,
                LOCKED,
                stack("asg", Status.FAILED, "x"));

        assertThat(report.stacks())
                .singleElement()
                .satisfies(stack -> assertThat(stack.name()).isEmpty());
        assertThat(report.locks().released()).containsExactly(OURS);
        assertThat(report.notes()).singleElement().asString().startsWith("runway.yml no longer fits this run");
    }

    @Test
    void aCancelledRunReleasesItsLockAndSaysWhyItWasCancelled() {
        cloud.locks.held.put(KEY, "ours1");

        DeployReport report = concluded(
                DeployAction.DEPLOY, cancelled("Aborted by Eve"), BEGUN, LOCKED, stack("asg", Status.SUBMITTED, ""));

        assertThat(report.outcome()).isEqualTo(DeployOutcome.CANCELLED);
        assertThat(only(report).detail()).isEqualTo("The deploy was cancelled (Aborted by Eve)");
        assertThat(report.locks().released()).containsExactly(OURS);
        assertThat(report.locks().left()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(cloud.locks.held).isEmpty();
    }

    @Test
    void aCancelAfterRunwayHadDoneItsWorkIsACancelAllTheSame() {
        DeployReport done = concluded(DeployAction.DEPLOY, ended(0), BEGUN, stack("asg", Status.COMPLETE, ""), DONE);

        DeployReport late = done.cancelledLate(cancelled("Aborted by Eve"));

        assertThat(late.outcome()).isEqualTo(DeployOutcome.CANCELLED);
        assertThat(only(late).detail()).isEqualTo("Runway had done its work when it was cancelled (Aborted by Eve)");
        assertThat(late.cancelledLate(cancelled(""))).isEqualTo(late);
    }

    @Test
    void aLockThatAnotherRunHoldsByNowIsNotTouched() {
        cloud.locks.held.put(KEY, "theirs");

        DeployReport report =
                concluded(DeployAction.DEPLOY, cancelled(""), BEGUN, LOCKED, stack("asg", Status.SUBMITTED, ""));

        assertThat(report.locks().released()).isEmpty();
        assertThat(cloud.locks.held).containsEntry(KEY, "theirs");
        assertThat(report.notes()).singleElement().asString().contains("theirs", "aws s3api");
    }

    @Test
    void aLockThatCannotBeReleasedIsNamedAsLeft() {
        cloud.locks.down = true;

        DeployReport report = concluded(DeployAction.DEPLOY, ended(1), BEGUN, LOCKED, stack("asg", Status.FAILED, "x"));

        assertThat(report.locks().left()).containsExactly(OURS);
        assertThat(report.notes()).singleElement().asString().startsWith("A lock could not be released: ");
    }

    @Test
    void aFailureForALockNamesTheOneThatIsHeld() {
        cloud.locks.held.put(KEY, "dead7");

        DeployReport report = concluded(DeployAction.DEPLOY, ended(1), BEGUN, error("Persistent graph is locked."));

        assertThat(only(report).detail()).contains("dead7", "s3://state/" + KEY, "aws s3api delete-object-tagging");
    }

    @Test
    void allLocksOfAScopeAreReleasedOnRequest() {
        cloud.locks.held.put(KEY, "dead7");

        assertThat(GraphLockRelease.releaseAll(cloud.locks(), SCOPE))
                .containsExactly(new GraphLock("us-west-2", "state", KEY, "dead7"));
        assertThat(GraphLockRelease.releaseAll(cloud.locks(), SCOPE)).isEmpty();
    }

    @Test
    void aRunwayThatWasKilledIsSaidToBe() {
        assertThat(only(concluded(DeployAction.DEPLOY, ended(137), BEGUN)).detail())
                .isEqualTo("Runway was ended from outside, by signal 9");
        RunwayEnd there = new RunwayEnd(137, 1_000, false, "agent 'linux-1'", "");
        assertThat(only(concluded(DeployAction.DEPLOY, there)).detail())
                .isEqualTo("Runway was ended from outside, by signal 9 on agent 'linux-1'");
        assertThat(only(concluded(DeployAction.DEPLOY, ended(3))).detail()).isEqualTo("runway ended with exit code 3");
    }

    @Test
    void aRunwayThatLeftNoExitCodeIsSaidToHaveVanished() {
        RunwayEnd lost = new RunwayEnd(-1, 1_000, false, "agent 'linux-1'", "");

        DeployReport report = concluded(DeployAction.DEPLOY, lost, BEGUN, stack("asg", Status.SUBMITTED, ""));

        assertThat(report.outcome()).isEqualTo(DeployOutcome.FAILURE);
        assertThat(only(report).detail())
                .isEqualTo("Runway vanished on agent 'linux-1' without an exit code: it was killed, or the machine was"
                        + " restarted");
    }

    @Test
    void aPlanIsTakenWithItsTextAndTheFilesItWasMadeFrom() {
        RunwayEvent planned = new RunwayEvent.Planned(AT, "acme-dev-asg", "+ImageId");

        DeployReport report =
                concluded(DeployAction.PLAN, ended(0), BEGUN, planned, stack("asg", Status.COMPLETE, ""), DONE);

        assertThat(report.planned().digest().files()).isEqualTo("f");
        assertThat(report.planned().digest().stacks()).containsOnlyKeys("us-west-2/acme-dev-asg");
        assertThat(report.planned().texts()).isEqualTo(Map.of("us-west-2", "acme-dev-asg\n+ImageId\n\n"));
        assertThat(report.planned().approvable()).startsWith("sha256:");
        assertThat(report.hasChanged()).isFalse();
        assertThat(concluded(DeployAction.PLAN, ended(1), BEGUN, planned)
                        .planned()
                        .approvable())
                .isEmpty();
    }

    @Test
    void aPlanWhereNothingIsThereYetIsAFirstDeploymentAndNoFailure() {
        RunwayEvent missing = error("An error occurred (404) when calling the HeadBucket operation: Not Found");

        DeployReport report = concluded(DeployAction.PLAN, ended(1), BEGUN, missing);

        assertThat(report.outcome()).isEqualTo(DeployOutcome.SUCCESS);
        assertThat(report.planned().first()).isTrue();
        assertThat(report.planned().digest().gaps()).containsExactly("First deployment of dev: no plan possible");
        assertThat(report.planned().approvable()).isEmpty();
    }

    @Test
    void aPlanAfterRunwayInitAloneIsThatOfAFirstDeploymentToo() {
        cloud.stacks.has("acme-dev-cfngin-bucket", "CREATE_COMPLETE", Map.of(), Map.of());
        RunwayEvent missing = stack("asg", Status.FAILED, "Could not resolve lookup \"${rxref vpc.VpcId}\"");

        DeployReport report = concluded(DeployAction.PLAN, withBucket("asg"), ended(1), BEGUN, missing);

        assertThat(report.outcome()).isEqualTo(DeployOutcome.SUCCESS);
        assertThat(report.planned().first()).isTrue();
        assertThat(concluded(DeployAction.PLAN, withBucket("cfngin-bucket"), ended(0), BEGUN, DONE)
                        .planned()
                        .first())
                .isFalse();
    }

    private static DeployKnown withBucket(String stack) {
        Map<String, String> names = new TreeMap<>();
        names.put("us-west-2/cfngin-bucket", "acme-dev-cfngin-bucket");
        names.put("us-west-2/" + stack, "acme-dev-" + stack);
        DeployScope scope = new DeployScope("/ws", List.of("web.cfn"), names, Map.of(), List.of());
        return new DeployKnown(scope, "2.8.4", "f", "");
    }

    @Test
    void whereAStackIsThereOrSomethingElseIsWrongAFailedPlanStaysAFailure() {
        RunwayEvent missing = error("An error occurred (404) when calling the HeadBucket operation: Not Found");
        assertThat(concluded(DeployAction.PLAN, ended(1), BEGUN, stack("asg", Status.FAILED, "AccessDenied"))
                        .outcome())
                .isEqualTo(DeployOutcome.FAILURE);
        cloud.stacks.has("acme-dev-vpc", "CREATE_COMPLETE", Map.of(), Map.of());

        DeployReport report = concluded(DeployAction.PLAN, ended(1), BEGUN, missing);

        assertThat(only(report).cause()).isEqualTo(DeployFailureCause.BUCKET_MISSING);
        assertThat(report.planned().first()).isFalse();
    }

    @Test
    void aStackThatOnlyAPlanHasLeftIsNotThereYet() {
        cloud.stacks.has("acme-dev-asg", "REVIEW_IN_PROGRESS", Map.of(), Map.of());

        assertThat(concluded(DeployAction.PLAN, ended(0), BEGUN, DONE).planned().first())
                .isTrue();
    }

    @Test
    void nothingOfAMaskedReportTellsASecret() {
        cloud.stacks.has("acme-dev-asg", "hunter2", Map.of("Password", "hunter2"), Map.of());
        DeployReport report = concluded(
                DeployAction.PLAN,
                ended(1),
                BEGUN,
                new RunwayEvent.Planned(AT, "acme-dev-asg", "+Password = hunter2"),
                stack("asg", Status.FAILED, "hunter2 is wrong"),
                error("hunter2"));

        DeployReport masked = report.masked(text -> text.replace("hunter2", "****"));

        assertThat(report.toString()).contains("hunter2");
        assertThat(masked.toString()).doesNotContain("hunter2").contains("****");
    }

    @Test
    void theAmiBeforeIsTheOneInTheStacksParametersAndNoneWhenNobodyAnswers() {
        assertThat(Deploy.amiBefore(DeployAction.DEPLOY, SCOPE, cloud)).isEmpty();
        cloud.stacks.has("acme-dev-asg", "CREATE_COMPLETE", Map.of(), Map.of("ImageId", OLD, "Subnets", "subnet-1"));
        assertThat(Deploy.amiBefore(DeployAction.DEPLOY, SCOPE, cloud)).contains(new AmiId(OLD));
        assertThat(Deploy.amiBefore(DeployAction.PLAN, SCOPE, cloud)).contains(new AmiId(OLD));
        assertThat(Deploy.amiBefore(DeployAction.INIT, SCOPE, cloud)).isEmpty();
        cloud.stacks.has("acme-dev-vpc", "CREATE_COMPLETE", Map.of(), Map.of("ImageId", AMI));
        assertThat(Deploy.amiBefore(DeployAction.DESTROY, SCOPE, cloud))
                .as("several")
                .isEmpty();
        cloud.stacks.down = true;
        assertThat(Deploy.amiBefore(DeployAction.DEPLOY, SCOPE, cloud)).isEmpty();
    }
}
