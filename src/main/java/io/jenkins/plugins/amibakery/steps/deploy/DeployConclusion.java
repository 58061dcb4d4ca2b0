package io.jenkins.plugins.amibakery.steps.deploy;

import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.engine.deploy.Approval;
import io.jenkins.plugins.amibakery.engine.deploy.DeployKnown;
import io.jenkins.plugins.amibakery.engine.deploy.DeployLines;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.RunwayEnd;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.Line;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import io.jenkins.plugins.amibakery.steps.task.AgentCalls;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import io.jenkins.plugins.amibakery.steps.task.TaskResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/**
 * What comes after Runway's end: the run is concluded on the agent, as whom Runway ran, and its report written down. It can be begun
 * again after any interruption.
 */
final class DeployConclusion {
    /** Where Runway ran, and who concludes there. */
    interface Agent {
        /** What Runway's log tells is known again after a restart. */
        void readLog() throws IOException, InterruptedException;

        /** As whom Runway ran. */
        ResolvedIdentity actor() throws IOException, InterruptedException;

        Future<EngineAnswer<DeployReport>> ask(DeployKnown known, RunwayEnd end, ResolvedIdentity as)
                throws IOException, InterruptedException;
    }

    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 2_000;

    private final DeployParameters parameters;
    private final DeployState state;
    private final BuildContext site;
    private final DeployJournal ledger;
    private final RunwayProgram runway;
    private final ApprovablePlans.Made plans;
    private final Agent agent;
    private Future<EngineAnswer<DeployReport>> answer;
    private ResolvedIdentity actor;
    private boolean approved;
    private String refusal;
    private long pause = SHORTEST_MILLIS;

    DeployConclusion(
            DeployParameters parameters,
            DeployState state,
            BuildContext site,
            DeployJournal ledger,
            RunwayProgram runway) {
        this(
                parameters,
                state,
                site,
                ledger,
                runway,
                ApprovablePlans.of(site),
                new DeployAgent(parameters, state, site, runway));
    }

    /** @param plans those that were made, by their digests */
    DeployConclusion(
            DeployParameters parameters,
            DeployState state,
            BuildContext site,
            DeployJournal ledger,
            RunwayProgram runway,
            ApprovablePlans.Made plans,
            Agent agent) {
        this.parameters = parameters;
        this.state = state;
        this.site = site;
        this.ledger = ledger;
        this.runway = runway;
        this.plans = plans;
        this.agent = agent;
    }

    /** Whether the plan is the approved one, and the deployment comes next. */
    boolean isApproved() {
        return approved;
    }

    /** Why the plan is not the approved one, in one line; empty when it is, or that is not known yet. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Goes on with it. */
    long advance() throws IOException, InterruptedException {
        if (answer == null) {
            begin();
        }
        if (!answer.isDone()) {
            pause = Math.min(LONGEST_MILLIS, pause * 3 / 2);
            return pause;
        }
        try {
            return conclude(answer.get().of(DeployReport.class, actor.masker()), actor.masker()::mask);
        } catch (ExecutionException e) {
            answer = null;
            throw AgentCalls.unwrapped(e);
        }
    }

    private void begin() throws IOException, InterruptedException {
        agent.readLog();
        actor = agent.actor();
        pause = SHORTEST_MILLIS;
        DeployKnown known = new DeployKnown(DeployScope.unknown(), state.runwayVersion, state.files, state.replaced);
        answer = agent.ask(known, end(), actor);
    }

    private RunwayEnd end() {
        return new RunwayEnd(
                state.exitCode(),
                System.currentTimeMillis() - state.began(),
                state.cancelled(),
                "agent '" + state.node() + "'",
                state.stopReason() == null ? "" : state.stopReason());
    }

    /**
     * Writes a report down, or compares the plan that was made with the approved one.
     *
     * @param found as the agent gives it, not masked
     * @param mask takes secrets out
     */
    long conclude(DeployReport found, UnaryOperator<String> mask) throws IOException, InterruptedException {
        DeployReport masked = found.masked(mask);
        DeployReport report = state.cancelled() ? masked.cancelledLate(end()) : masked;
        if (state.approving && report.failures().isEmpty()) {
            say(DeployLines.findings(report));
            return compared(report.plan()
                    .orElseThrow(() -> new IllegalArgumentException("The agent made a plan but did not report it."))
                    .digest());
        }
        say(DeployLines.inJenkins(report));
        if (!state.approving && report.plan().isPresent()) {
            remember(report.planned().digest());
        }
        List<String> failures =
                report.failures().stream().map(DeployFailure::lineInJenkins).toList();
        ledger.ended(report);
        state.finished(failures.isEmpty() ? TaskResult.success(report.tree()) : failed(failures));
        site.save();
        runway.cleanUp();
        return LongTask.OVER;
    }

    private void say(List<Line> lines) throws InterruptedException {
        for (Line line : lines) {
            site.say(line.text());
        }
    }

    private void remember(PlanDigest plan) throws IOException, InterruptedException {
        if (plan.isWhole()) {
            plans.add(plan, state.replaced);
        }
    }

    private long compared(PlanDigest now) throws IOException, InterruptedException {
        Optional<PlanDigest> known = plans.find(parameters.approved);
        try {
            new Approval(
                            parameters.approved,
                            known,
                            plans.replaced(parameters.approved),
                            "no build of this job made it")
                    .require(now, state.replaced);
            site.say("The plan is the approved one: " + parameters.approved);
            runway.cleanUp();
            approved = true;
        } catch (DeployFailedException e) {
            refusal = e.failure().lineInJenkins();
        }
        return 0;
    }

    private TaskResult failed(List<String> failures) {
        String first = failures.get(0);
        return TaskResult.failure(
                failures.size() == 1 ? first : first + " (and " + (failures.size() - 1) + " more)", state.cancelled());
    }

    /**
     * The agent was removed from Jenkins: Runway may run on there, and nobody can look.
     *
     * @param traces what it may have left
     */
    long withoutNode(String traces) throws InterruptedException {
        String why = "Agent '" + state.node() + "' was removed from Jenkins while the deployment ran on it.";
        state.stop(why, System.currentTimeMillis());
        state.gaveNoExitCode();
        String failure = traces.isEmpty() ? why : why + " " + traces;
        site.say(failure);
        ledger.failed(failure);
        state.finished(TaskResult.failure(failure, true));
        return LongTask.OVER;
    }
}
