package io.jenkins.plugins.amibakery.engine.bakery;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.bakery.StackCatalog.CloudStack;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployReport;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.FinishedDeploy;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployFinishTest {
    private static final String KEY = "persistent_graphs/acme-dev/web.json";
    private static final GraphLock OURS = new GraphLock("us-west-2", "state", KEY, "ours1");

    @TempDir
    private Path home;

    private final FakeStacks stacks = new FakeStacks();
    private final FakeLocks locks = new FakeLocks();
    private DeployScope scope;

    @BeforeEach
    void select() throws IOException {
        Files.writeString(home.resolve("runway.yml"), """
                deployments:
                  - modules: [web.cfn]
                    regions: [us-west-2]
                    environments: {dev: true}
                """);
        Path module = Files.createDirectory(home.resolve("web.cfn"));
        Files.writeString(module.resolve("web.yml"), """
                namespace: acme-dev
                cfngin_bucket: state
                persistent_graph_key: web
                stacks: {asg: {template_path: asg.yml}}
                """);
        DeployRequest request =
                DeployRequest.of(DeployAction.DEPLOY, home, "dev").build();
        scope = Deploy.scope(request, Map.of());
    }

    private static StackVerdict verdict(Status status, String reason) {
        return new StackVerdict("d", "web.cfn", "us-west-2", "asg", status, reason, "", Optional.empty());
    }

    private FinishedDeploy finished(
            DeployOutcome outcome, StackVerdict verdict, List<DeployFailure> failures, List<GraphLock> left) {
        DeployReport report = new DeployReport(
                DeployAction.DEPLOY,
                "dev",
                Optional.empty(),
                outcome,
                List.of(verdict),
                failures,
                left,
                List.of(),
                Duration.ofSeconds(1));
        return new DeployFinish(stacks, locks).finish(scope, report);
    }

    @Test
    void aStackIsToldByItsWholeNameWithStatusAndOutputs() {
        stacks.has("acme-dev-asg", "UPDATE_COMPLETE", Map.of("Url", "http://web"), Map.of());
        FinishedDeploy finished = finished(DeployOutcome.SUCCESS, verdict(Status.COMPLETE, ""), List.of(), List.of());
        assertThat(finished.report().outcome()).isEqualTo(DeployOutcome.SUCCESS);
        assertThat(finished.notes()).isEmpty();
        assertThat(finished.stacks()).singleElement().satisfies(stack -> {
            assertThat(stack.name()).isEqualTo("acme-dev-asg");
            assertThat(stack.status()).isEqualTo("UPDATE_COMPLETE");
            assertThat(stack.outputs()).containsEntry("Url", "http://web");
        });
    }

    @Test
    void aRolledBackStackNamesItsFirstFailingResource() {
        stacks.has("acme-dev-asg", "UPDATE_ROLLBACK_COMPLETE", Map.of(), Map.of());
        stacks.failure = Optional.of("Group: the instance did not signal");
        StackVerdict failed = verdict(Status.FAILED, "rolled back update");
        DeployFailure failure =
                new DeployFailure(failed.place(), DeployFailureCause.STACK_ROLLED_BACK, "rolled back update");
        FinishedDeploy finished = finished(DeployOutcome.FAILURE, failed, List.of(failure), List.of());
        assertThat(finished.report().failures())
                .singleElement()
                .extracting(DeployFailure::line)
                .asString()
                .startsWith("asg (us-west-2): rolled back update: Group: the instance did not signal. ");
    }

    @Test
    void aBucketThatIsRefusedForWrongCredentialsIsToldAsThat() {
        stacks.cause = DeployFailureCause.CREDENTIALS;
        stacks.down = true;
        DeployFailure failure =
                new DeployFailure("d.web.cfn (us-west-2)", DeployFailureCause.BUCKET_UNAVAILABLE, "access denied");
        FinishedDeploy finished =
                finished(DeployOutcome.FAILURE, verdict(Status.SKIPPED, ""), List.of(failure), List.of());
        assertThat(finished.report().failures())
                .singleElement()
                .satisfies(said -> assertThat(said.cause()).isEqualTo(DeployFailureCause.CREDENTIALS));
    }

    @Test
    void aStackThatCloudFormationRolledBackIsNoSuccessWhateverRunwaySays() {
        stacks.has("acme-dev-asg", "UPDATE_ROLLBACK_COMPLETE", Map.of(), Map.of());
        FinishedDeploy finished = finished(DeployOutcome.SUCCESS, verdict(Status.COMPLETE, ""), List.of(), List.of());
        assertThat(finished.report().outcome()).isEqualTo(DeployOutcome.FAILURE);
        assertThat(finished.report().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.detail()).contains("UPDATE_ROLLBACK_COMPLETE"));
    }

    @Test
    void aCloudThatDoesNotAnswerLosesNothingButTheOutputs() {
        stacks.down = true;
        FinishedDeploy finished = finished(DeployOutcome.SUCCESS, verdict(Status.COMPLETE, ""), List.of(), List.of());
        assertThat(finished.report().outcome()).isEqualTo(DeployOutcome.SUCCESS);
        assertThat(finished.stacks())
                .singleElement()
                .satisfies(stack -> assertThat(stack.outputs()).isEmpty());
        assertThat(finished.notes()).singleElement().asString().contains("could not be read", "no answer");
    }

    @Test
    void aLockOfThisRunIsReleasedAndSaid() {
        locks.held.put(KEY, "ours1");
        FinishedDeploy finished =
                finished(DeployOutcome.CANCELLED, verdict(Status.SUBMITTED, ""), List.of(cancelled()), List.of(OURS));
        assertThat(finished.released()).containsExactly(OURS);
        assertThat(finished.report().locksLeft()).isEmpty();
        assertThat(finished.notes()).isEmpty();
        assertThat(locks.held).isEmpty();
    }

    @Test
    void aLockThatSomebodyElseHoldsByNowIsNotTouched() {
        locks.held.put(KEY, "theirs");
        FinishedDeploy finished =
                finished(DeployOutcome.CANCELLED, verdict(Status.SUBMITTED, ""), List.of(cancelled()), List.of(OURS));
        assertThat(finished.released()).isEmpty();
        assertThat(locks.held).containsEntry(KEY, "theirs");
        assertThat(finished.notes()).singleElement().asString().contains("theirs", "aws s3api");
    }

    @Test
    void aLockThatCannotBeReleasedIsNamedAsLeft() {
        locks.down = true;
        FinishedDeploy finished =
                finished(DeployOutcome.FAILURE, verdict(Status.FAILED, "x"), List.of(cancelled()), List.of(OURS));
        assertThat(finished.report().locksLeft()).containsExactly(OURS);
        assertThat(finished.notes()).isNotEmpty();
    }

    @Test
    void aFailureForALockNamesTheOneThatIsHeld() {
        locks.held.put(KEY, "dead7");
        DeployFailure failure = new DeployFailure("d.web.cfn (us-west-2)", DeployFailureCause.LOCKED, "locked");
        FinishedDeploy finished =
                finished(DeployOutcome.FAILURE, verdict(Status.SKIPPED, ""), List.of(failure), List.of());
        assertThat(finished.report().failures())
                .singleElement()
                .satisfies(said -> assertThat(said.detail())
                        .contains("dead7", "s3://state/" + KEY, "aws s3api delete-object-tagging"));
    }

    @Test
    void allLocksOfASelectionAreReleasedOnRequest() {
        locks.held.put(KEY, "dead7");
        assertThat(LockRelease.releaseAll(locks, scope))
                .containsExactly(new GraphLock("us-west-2", "state", KEY, "dead7"));
        assertThat(LockRelease.releaseAll(locks, scope)).isEmpty();
    }

    @Test
    void theAmiBeforeIsTheOneInTheStacksParameters() {
        assertThat(DeployFinish.amiNow(stacks, scope)).isEmpty();
        stacks.has(
                "acme-dev-asg",
                "CREATE_COMPLETE",
                Map.of(),
                Map.of("ImageId", "ami-0123456789abcdef0", "Subnets", "subnet-1"));
        assertThat(DeployFinish.amiNow(stacks, scope)).contains(new AmiId("ami-0123456789abcdef0"));
    }

    private static DeployFailure cancelled() {
        return DeployFailure.of(DeployFailureCause.CANCELLED, "The deploy was cancelled");
    }

    private static final class FakeStacks implements StackCatalog {
        private final Map<String, CloudStack> stacks = new HashMap<>();
        private Optional<String> failure = Optional.empty();
        private boolean down;
        private DeployFailureCause cause = DeployFailureCause.UNREACHABLE;

        void has(String name, String status, Map<String, String> outputs, Map<String, String> parameters) {
            stacks.put(name, new CloudStack(name, status, outputs, parameters));
        }

        @Override
        public Optional<CloudStack> find(Region region, String name) {
            if (down) {
                throw new DeployFailedException(cause, "no answer");
            }
            return Optional.ofNullable(stacks.get(name));
        }

        @Override
        public Optional<String> firstFailure(Region region, String name) {
            return failure;
        }

        @Override
        public void close() {}
    }

    private static final class FakeLocks implements GraphLocks {
        private final Map<String, String> held = new HashMap<>();
        private boolean down;

        @Override
        public Optional<GraphLock> holder(GraphLock where) {
            if (down) {
                throw new DeployFailedException(DeployFailureCause.UNREACHABLE, "no answer");
            }
            return Optional.ofNullable(held.get(where.key()))
                    .map(code -> new GraphLock(where.region(), where.bucket(), where.key(), code));
        }

        @Override
        public boolean release(GraphLock lock) {
            boolean ours = holder(lock).filter(lock::equals).isPresent();
            return ours && held.remove(lock.key()) != null;
        }

        @Override
        public void close() {}
    }
}
