package io.jenkins.plugins.amibakery.steps.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.agent.RemoteIdentity;
import io.jenkins.plugins.amibakery.agent.StepEnvironment;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.deploy.DeployKnown;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.PlannedDeploy;
import io.jenkins.plugins.amibakery.engine.deploy.RunwayEnd;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import io.jenkins.plugins.amibakery.steps.task.LoggedContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import io.jenkins.plugins.amibakery.steps.task.TaskState;
import io.jenkins.plugins.amibakery.steps.task.TaskStates;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A deployment from Runway's end to its own, on an agent that the test plays. */
class DeployEndTest {
    private static final String SECRET = "hunter2hunter2";
    private static final PlanDigest PLAN =
            new PlanDigest("dev", "", "f", Map.of("us-west-2/web", "a".repeat(64)), List.of());

    private final LoggedContext site = new LoggedContext();
    private final DeployParameters parameters = new DeployParameters();
    private final DeployState state = new DeployState("web-1-0a1b2c3d", 0, false);
    private final List<PlanDigest> made = new ArrayList<>();
    private final Agent agent = new Agent();

    DeployEndTest() {
        parameters.environment = "dev";
        state.runwayVersion = "2.8.4";
        state.replaced = "ami-0bf6cf6a57a3dae02";
    }

    @Test
    void aDeploymentEndsByWhatItsAgentTells() throws Exception {
        DeployConclusion finishing = ended(0);
        assertThat(finishing.advance()).isPositive();
        agent.answers(report(DeployAction.DEPLOY, null));

        assertThat(finishing.advance()).isEqualTo(LongTask.OVER);

        assertThat(state.stage()).isEqualTo(TaskState.Stage.DONE);
        assertThat(state.end().failure()).isNull();
        assertThat(site.saved).isPositive();
    }

    @Test
    void whatIsAskedIsThisRun() throws Exception {
        ended(3).advance();

        assertThat(agent.known).singleElement().satisfies(known -> {
            assertThat(known.runwayVersion()).isEqualTo("2.8.4");
            assertThat(known.amiBefore()).isEqualTo("ami-0bf6cf6a57a3dae02");
        });
        assertThat(agent.ends).singleElement().satisfies(end -> {
            assertThat(end.exitCode()).isEqualTo(3);
            assertThat(end.cancelled()).isFalse();
            assertThat(end.agent()).isEqualTo("agent 'agent'");
            assertThat(end.stopReason()).isEmpty();
        });
    }

    @Test
    void theAnswerIsLookedForLessAndLessOften() throws Exception {
        DeployConclusion finishing = ended(0);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pauses.add(finishing.advance());
        }

        assertThat(pauses).isSorted().startsWith(150L).endsWith(2_000L);
        assertThat(agent.ends).as("it is asked once").hasSize(1);
    }

    @Test
    void ofACancelItIsToldWhoWantedIt() throws Exception {
        state.stop("Aborted by alice", System.currentTimeMillis());
        DeployConclusion finishing = ended(1);
        finishing.advance();

        assertThat(agent.ends.get(0).cancelled()).isTrue();
        assertThat(agent.ends.get(0).stopReason()).isEqualTo("Aborted by alice");
    }

    @Test
    void noSecretIsInTheLogOrInTheEnd() throws Exception {
        DeployConclusion finishing = ended(1);
        finishing.advance();
        agent.answers(report(
                DeployAction.DEPLOY, null, DeployFailure.of(DeployFailureCause.UNKNOWN, SECRET + " is no password")));
        finishing.advance();

        assertThat(state.end().failure()).contains("**** is no password").doesNotContain("hunter2");
        assertThat(site.log()).contains("****").doesNotContain("hunter2");
    }

    @Test
    void anAgentThatGoesAwayMeanwhileIsAskedAnew() throws Exception {
        DeployConclusion finishing = ended(0);
        finishing.advance();
        EOFException gone = new EOFException("channel closed");
        agent.answer.completeExceptionally(gone);

        assertThatThrownBy(finishing::advance).isSameAs(gone);
        finishing.advance();
        agent.answers(report(DeployAction.DEPLOY, null));

        assertThat(finishing.advance()).isEqualTo(LongTask.OVER);
        assertThat(agent.ends).hasSize(2);
    }

    @Test
    void aRefusalIsOneLineWithoutASecret() throws Exception {
        DeployConclusion finishing = ended(0);
        finishing.advance();
        agent.answer.complete(new EngineAnswer<>(null, "runway.yml:3: " + SECRET));

        assertThatThrownBy(finishing::advance)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("runway.yml:3: ****");
    }

    @Test
    void anotherAnswerThanAReportIsRefused() throws Exception {
        DeployConclusion finishing = ended(0);
        finishing.advance();
        agent.lies(new ArrayList<>());

        assertThatThrownBy(finishing::advance)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The agent answers something else than was asked.");
        assertThat(state.end()).isNull();
    }

    @Test
    void aLogThatCannotBeReadAsksNothingYet() {
        agent.unreadable = new IOException("channel closed");
        DeployConclusion finishing = ended(0);

        assertThatThrownBy(finishing::advance).isSameAs(agent.unreadable);
        assertThat(agent.ends).isEmpty();
    }

    @Test
    void whatWasApprovedIsComparedAndTheDeploymentComesNext() throws Exception {
        state.approving = true;
        parameters.approved = PLAN.value();
        DeployConclusion finishing = ended(0);
        finishing.advance();
        agent.answers(report(DeployAction.PLAN, new PlannedDeploy(PLAN, false, List.of(), Map.of())));

        assertThat(finishing.advance()).isZero();

        assertThat(finishing.isApproved()).isTrue();
        assertThat(state.end()).isNull();
    }

    @Test
    void anAgentThatTellsNoPlanApprovesNothing() throws Exception {
        state.approving = true;
        parameters.approved = PLAN.value();
        DeployConclusion finishing = ended(0);
        finishing.advance();
        agent.answers(report(DeployAction.DEPLOY, null));

        assertThatThrownBy(finishing::advance)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The agent made a plan but did not report it.");
        assertThat(finishing.isApproved()).isFalse();
    }

    @Test
    void anIncompletePlanApprovesNothingEvenWithTheRightDigest() throws Exception {
        PlanDigest gaps = new PlanDigest("dev", "", "f", Map.of("us-west-2/web", "a".repeat(64)), List.of("no vpc"));
        state.approving = true;
        parameters.approved = gaps.value();
        DeployConclusion finishing = ended(0);
        finishing.advance();
        agent.answers(report(DeployAction.PLAN, new PlannedDeploy(gaps, false, List.of(), Map.of())));

        assertThat(finishing.advance()).isZero();

        assertThat(finishing.isApproved()).isFalse();
        assertThat(finishing.refusal().orElseThrow()).contains("The plan is incomplete: no vpc");
    }

    @Test
    void aFailedPlanIsTheEndWhateverWasApproved() throws Exception {
        state.approving = true;
        parameters.approved = PLAN.value();
        DeployConclusion finishing = ended(1);
        finishing.advance();
        agent.answers(report(
                DeployAction.PLAN,
                new PlannedDeploy(PLAN, false, List.of(), Map.of()),
                DeployFailure.of(DeployFailureCause.UNKNOWN, "runway ended with exit code 1")));

        assertThat(finishing.advance()).isEqualTo(LongTask.OVER);

        assertThat(finishing.isApproved()).isFalse();
        assertThat(state.end().failure()).contains("runway ended with exit code 1");
    }

    @Test
    void anAgentThatWasRemovedLeavesItsTracesNamed() throws Exception {
        TaskStates.ended(state, 0);
        DeployConclusion finishing = ended(0);

        assertThat(finishing.withoutNode("Release the lock by hand.")).isEqualTo(LongTask.OVER);

        assertThat(state.end().isCancelled()).isTrue();
        assertThat(state.end().failure())
                .isEqualTo("Agent 'agent' was removed from Jenkins while the deployment ran on it."
                        + " Release the lock by hand.");
        assertThat(agent.ends).isEmpty();
    }

    private DeployConclusion ended(int exitCode) {
        TaskStates.ended(state, exitCode);
        DeployJournal ledger = new DeployJournal(parameters, state, site);
        RunwayProgram runway = new RunwayProgram(parameters, state, site, ledger);
        ApprovablePlans.Made plans = new ApprovablePlans.Made() {
            @Override
            public Optional<PlanDigest> find(String digest) {
                return made.stream().filter(plan -> plan.value().equals(digest)).findFirst();
            }

            @Override
            public void add(PlanDigest plan, String replaced) {
                made.add(plan);
            }
        };
        return new DeployConclusion(parameters, state, site, ledger, runway, plans, agent);
    }

    private static DeployReport report(DeployAction action, PlannedDeploy planned, DeployFailure... failures) {
        return new DeployReport(
                new DeployReport.Run(action, "dev", "", "", "2.8.4", 1_500),
                failures.length == 0 ? DeployOutcome.SUCCESS : DeployOutcome.FAILURE,
                List.of(),
                List.of(failures),
                new DeployReport.Locks(List.of(), List.of()),
                List.of(),
                List.of(),
                planned);
    }

    private static final class Agent implements DeployConclusion.Agent {
        private final List<DeployKnown> known = new ArrayList<>();
        private final List<RunwayEnd> ends = new ArrayList<>();
        private CompletableFuture<EngineAnswer<DeployReport>> answer;
        private IOException unreadable;

        void answers(DeployReport report) {
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
                    RemoteIdentity.ofEnvironment(new HashMap<>()),
                    new StepEnvironment(new HashMap<>(), new TreeMap<>(), false),
                    new LinkedHashMap<>(),
                    new Masker(List.of(SECRET)),
                    null,
                    "");
        }

        @Override
        public Future<EngineAnswer<DeployReport>> ask(DeployKnown what, RunwayEnd end, ResolvedIdentity as) {
            known.add(what);
            ends.add(end);
            answer = new CompletableFuture<>();
            return answer;
        }
    }
}
