package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.agent.RemoteIdentity;
import io.jenkins.plugins.amibakery.agent.StepEnvironment;
import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import io.jenkins.plugins.amibakery.engine.bake.ConcludeBake;
import io.jenkins.plugins.amibakery.engine.bake.LostBake;
import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeReports;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.steps.task.LoggedContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import io.jenkins.plugins.amibakery.steps.task.TaskState;
import io.jenkins.plugins.amibakery.steps.task.TaskStates;
import java.io.EOFException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A bake from packer's end to its own, on an agent that the test plays. */
class BakeEndTest {
    private static final String SECRET = "wJalrXUtnFEMI";

    private final BakeParameters parameters = new BakeParameters();
    private final BakeState state = new BakeState("job-1-0a1b2c3d", 0);
    private final LoggedContext site = new LoggedContext();
    private final BakeJournal ledger = new BakeJournal(parameters, state, site);
    private final PackerProgram packer = new PackerProgram(parameters, state, site, ledger);
    private final Agent agent = new Agent();
    private final BakeConclusion finishing = new BakeConclusion(parameters, state, site, ledger, packer, agent);

    BakeEndTest() {
        parameters.template = "packer/image.json";
        state.packerVersion = "1.6.6";
        state.regions = new ArrayList<>(List.of("us-west-2"));
    }

    @Test
    void aBakeWhosePackerFailedEndsByItsFailureWithoutASecret() throws Exception {
        packerEnded(1);
        assertThat(finishing.advance()).isPositive();
        agent.answers(report(List.of(), Failure.of(FailureCause.PROVISIONER, "setup.sh wants " + SECRET), List.of()));

        assertThat(finishing.advance()).isEqualTo(LongTask.OVER);

        assertThat(state.stage()).isEqualTo(TaskState.Stage.DONE);
        assertThat(state.end().failure()).contains("setup.sh wants ****").doesNotContain(SECRET, "\n");
        assertThat(state.end().isCancelled()).isFalse();
        assertThat(site.log()).contains("****").doesNotContain(SECRET);
        assertThat(site.saved).isPositive();
    }

    @Test
    void aBakeWithoutAKeyIsASuccessAllTheSame() throws Exception {
        packerEnded(0);
        finishing.advance();
        agent.answers(BakeReports.of(List.of(BakeReports.AMI), List.of(), List.of(), Duration.ofSeconds(3)));

        assertThat(finishing.advance()).isEqualTo(LongTask.OVER);

        assertThat(state.end().failure()).isNull();
        assertThat(state.end().result().toString()).contains("ami-0d53cc9bd365ad65b", "reused=false");
        assertThat(site.log()).contains("No bake key, so its AMIs cannot be reused");
        assertThat(agent.attested).extracting(BakeReport::amis).containsExactly(List.of(BakeReports.AMI));
    }

    @Test
    void theAnswerIsLookedForLessAndLessOften() throws Exception {
        packerEnded(1);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pauses.add(finishing.advance());
        }

        assertThat(pauses).isSorted().startsWith(150L).endsWith(2_000L);
        assertThat(agent.asked).hasSize(1);
    }

    @Test
    void whatIsAskedIsThisBake() throws Exception {
        state.provenKey = "c".repeat(64);
        packerEnded(0);
        finishing.advance();

        ConcludeBake work = agent.asked.get(0);
        assertThat(work.request().bakeId()).isEqualTo("job-1-0a1b2c3d");
        assertThat(work.outcome().exitCode()).isZero();
        assertThat(work.regions()).containsExactly("us-west-2");
        assertThat(work.bakeKey()).isEqualTo("c".repeat(64));
        assertThat(work.packer().version()).hasToString("1.6.6");
    }

    @Test
    void aCancelInTheMiddleWaitsForNoAmiAndAsksAnew() throws Exception {
        packerEnded(0);
        finishing.advance();
        Future<?> first = agent.answer;
        state.stop("Aborted by alice", System.currentTimeMillis());

        assertThat(finishing.advance()).isPositive();

        assertThat(first).isCancelled();
        assertThat(agent.asked).hasSize(2);
        assertThat(agent.asked.get(0).outcome().cancelled()).isFalse();
        assertThat(agent.asked.get(1).outcome().cancelled()).isTrue();

        agent.answers(cancelled());
        assertThat(finishing.advance()).isEqualTo(LongTask.OVER);
        assertThat(state.end().isCancelled()).isTrue();
    }

    @Test
    void aSecondLookAfterACancelDoesNotAskAThirdTime() throws Exception {
        packerEnded(0);
        finishing.advance();
        state.stop("Aborted by alice", System.currentTimeMillis());
        for (int i = 0; i < 5; i++) {
            finishing.advance();
        }

        assertThat(agent.asked).hasSize(2);
    }

    @Test
    void whatAnErrorStoppedIsToldByThatErrorAndIsNoCancel() throws Exception {
        packerEnded(1);
        packerFailed("There are no AWS credentials 'aws'");
        finishing.advance();
        agent.answers(cancelled());

        finishing.advance();

        assertThat(state.end().failure()).isEqualTo("There are no AWS credentials 'aws'");
        assertThat(state.end().isCancelled()).isFalse();
    }

    @Test
    void aRefusalIsThrownOnceAndThenAskedAnew() throws Exception {
        packerEnded(1);
        finishing.advance();
        agent.answer.complete(new EngineAnswer<>(null, "The lock file " + SECRET + " cannot be read."));

        assertThatThrownBy(finishing::advance)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The lock file **** cannot be read.");
        assertThat(state.end()).isNull();

        assertThat(finishing.advance()).isPositive();
        assertThat(agent.asked).hasSize(2);
    }

    @Test
    void anotherAnswerThanAReportIsRefused() throws Exception {
        packerEnded(1);
        finishing.advance();
        agent.lies(new ArrayList<>());

        assertThatThrownBy(finishing::advance)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The agent answers something else than was asked.");
    }

    @Test
    void anAnswerThatCannotBeMadeHereIsNone() throws Exception {
        packerEnded(1);
        finishing.advance();
        agent.answer.completeExceptionally(new IOException("x", new InvalidObjectException("10001 AMIs")));

        assertThatThrownBy(finishing::advance)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The agent's answer is not valid: 10001 AMIs");
    }

    @Test
    void anAgentThatGoesAwayMeanwhileIsAskedAnewOnceItIsBack() throws Exception {
        packerEnded(1);
        finishing.advance();
        EOFException gone = new EOFException("channel closed");
        agent.answer.completeExceptionally(gone);

        assertThatThrownBy(finishing::advance).isSameAs(gone);
        assertThat(state.stage()).isNotEqualTo(TaskState.Stage.DONE);

        finishing.advance();
        agent.answers(report(List.of(), Failure.of(FailureCause.PROVISIONER, "no"), List.of()));
        assertThat(finishing.advance()).isEqualTo(LongTask.OVER);
        assertThat(agent.asked).hasSize(2);
    }

    @Test
    void aReadingOfTheLogThatFailsAsksNothingYet() throws Exception {
        packerEnded(1);
        agent.unreadable = new IOException("channel closed");

        assertThatThrownBy(finishing::advance).isSameAs(agent.unreadable);
        assertThat(agent.asked).isEmpty();
    }

    @Test
    void anAgentThatWasRemovedIsSweptFromTheController() throws Exception {
        removed();

        assertThat(finishing.withoutNode()).isPositive();
        agent.answer.complete(EngineAnswer.done(agent.lost.get(0).swept(new FakeCloud())));
        assertThat(finishing.withoutNode()).isEqualTo(LongTask.OVER);

        assertThat(agent.lost).singleElement().satisfies(lost -> {
            assertThat(lost.bakeId()).isEqualTo("job-1-0a1b2c3d");
            assertThat(lost.regions()).containsExactly("us-west-2");
        });
        assertThat(state.exitCode()).isEqualTo(-1);
        assertThat(state.end().isCancelled()).isTrue();
        assertThat(state.end().failure())
                .as("the reason is the controller's own")
                .contains("was removed from Jenkins while the bake ran on it.");
        assertThat(site.log()).containsOnlyOnce("The controller removes what it left.");
    }

    @Test
    void whatTheAgentWasAskedBeforeItWasRemovedIsNotWaitedFor() throws Exception {
        packerEnded(0);
        finishing.advance();
        Future<EngineAnswer<BakeReport>> before = agent.answer;
        removed();

        assertThat(finishing.withoutNode()).isPositive();

        assertThat(agent.answer).isNotSameAs(before);
        assertThat(agent.lost).hasSize(1);
    }

    @Test
    void anAgentThatHadItsOwnIdentityLeavesNamesAlone() throws Exception {
        agent.ownIdentity = true;
        removed();

        assertThat(finishing.withoutNode()).isEqualTo(LongTask.OVER);

        assertThat(agent.lost).isEmpty();
        assertThat(state.end().failure()).endsWith("Anything it left has the tag ami-bakery:bake-id=job-1-0a1b2c3d.");
    }

    @Test
    void theControllerCallsNoEndpointThatAJobChose() throws Exception {
        agent.environment.put("AWS_ENDPOINT_URL", "http://evil:5000");
        removed();

        assertThat(finishing.withoutNode()).isEqualTo(LongTask.OVER);

        assertThat(agent.lost).isEmpty();
        assertThat(state.end().failure()).contains("It baked at http://evil:5000, but the controller calls only AWS");
    }

    @Test
    void anEndpointThatIsConfiguredIsCalledFromTheControllerToo() throws Exception {
        agent.environment.put("AWS_ENDPOINT_URL", "http://ours:5000");
        agent.configuration.setEndpoint("http://ours:5000");
        removed();

        assertThat(finishing.withoutNode()).isPositive();

        assertThat(agent.lost).hasSize(1);
    }

    @Test
    void aSweepFromTheControllerThatIsRefusedIsBegunAgain() throws Exception {
        removed();
        finishing.withoutNode();
        agent.answer.complete(new EngineAnswer<>(null, "AWS refuses ec2:DescribeInstances."));

        assertThatThrownBy(finishing::withoutNode).hasMessage("AWS refuses ec2:DescribeInstances.");

        assertThat(finishing.withoutNode()).isPositive();
        assertThat(agent.lost).hasSize(2);
    }

    @Test
    void packerThatVanishedIsToldAsThatAndNotAsUnknown() throws Exception {
        state.gaveNoExitCode();
        finishing.advance();
        agent.answers(report(List.of(), Failure.of(FailureCause.UNKNOWN, "packer ended with exit code -1"), List.of()));
        finishing.advance();

        assertThat(agent.asked.get(0).outcome().exitCode()).isEqualTo(-1);
        assertThat(state.end().failure()).contains("Packer vanished on agent");
    }

    @Test
    void aBakeThatMadeSomeOfItsImagesFailsAndKeepsThem() throws Exception {
        packerEnded(1);
        finishing.advance();
        Failure failed = new Failure("db", FailureCause.PROVISIONER, "setup.sh");
        agent.answers(report(List.of(), failed, BakeReports.LEFT));
        finishing.advance();

        assertThat(state.end().failure()).contains("db");
        assertThat(site.log()).contains("packer_1");
    }

    private static BakeReport cancelled() {
        return report(List.of(), Failure.of(FailureCause.CANCELLED, "it was cancelled"), List.of());
    }

    private static BakeReport report(List<BakedAmi> amis, Failure failure, List<Leftover> left) {
        return BakeReports.of(amis, List.of(failure), left, Duration.ofSeconds(3));
    }

    private void packerEnded(int exitCode) {
        TaskStates.ended(state, exitCode);
    }

    private void packerFailed(String why) {
        TaskStates.failed(state, why);
    }

    private void removed() {
        assertThat(state.end()).isNull();
        agent.removed = true;
    }

    private final class Agent implements BakeConclusion.Agent {
        private final List<ConcludeBake> asked = new ArrayList<>();
        private final List<LostBake> lost = new ArrayList<>();
        private final List<BakeReport> attested = new ArrayList<>();
        private final HashMap<String, String> environment = new HashMap<>();
        private final AmiBakeryConfiguration configuration = new AmiBakeryConfiguration();
        private CompletableFuture<EngineAnswer<BakeReport>> answer;
        private IOException unreadable;
        private boolean ownIdentity;
        private boolean removed;

        void answers(BakeReport report) {
            answer.complete(EngineAnswer.done(report));
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        void lies(Serializable something) {
            ((CompletableFuture) answer).complete(EngineAnswer.done(something));
        }

        @Override
        public void readLog() throws IOException {
            if (unreadable != null) {
                throw unreadable;
            }
        }

        @Override
        public ResolvedIdentity actor() {
            return new ResolvedIdentity(
                    RemoteIdentity.ofEnvironment(new HashMap<>(environment)),
                    new StepEnvironment(environment, new TreeMap<>(Map.of()), false),
                    new LinkedHashMap<>(),
                    new Masker(List.of(SECRET)),
                    configuration,
                    "");
        }

        @Override
        public void attest(BakeReport report) {
            attested.add(report);
        }

        @Override
        public ResolvedIdentity withoutAgent() {
            assertThat(removed).isTrue();
            return ownIdentity ? null : actor();
        }

        @Override
        public Future<EngineAnswer<BakeReport>> ask(ConcludeBake work, ResolvedIdentity as) {
            asked.add(work);
            answer = new CompletableFuture<>();
            return answer;
        }

        @Override
        public Future<EngineAnswer<BakeReport>> sweep(LostBake bake, ResolvedIdentity as) {
            lost.add(bake);
            answer = new CompletableFuture<>();
            return answer;
        }
    }
}
