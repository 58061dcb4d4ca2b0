package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.FilePath;
import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.agent.EngineCall;
import io.jenkins.plugins.amibakery.agent.ProgramScript;
import io.jenkins.plugins.amibakery.agent.ReadyDeploy;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.deploy.AmiBefore;
import io.jenkins.plugins.amibakery.engine.deploy.DeployPlan;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.PlanDeploy;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFacts;
import io.jenkins.plugins.amibakery.steps.task.AgentCalls;
import io.jenkins.plugins.amibakery.steps.task.AgentProcess;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.ProgramLog;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Runway on its agent. */
final class RunwayProgram extends AgentProcess {
    /** A second signal might reach Runway while it gives its lock back. */
    private static final long SIGNAL_AGAIN_MILLIS = 30_000;

    /** An agent that is new has to load the AWS SDK first. */
    private static final long AMI_BEFORE_SECONDS = 15;

    private final DeployParameters parameters;
    private final DeployState state;
    private final BuildContext site;
    private final DeployJournal ledger;
    private DeployPlan plan;

    RunwayProgram(DeployParameters parameters, DeployState state, BuildContext site, DeployJournal ledger) {
        super(parameters, state, site);
        this.parameters = parameters;
        this.state = state;
        this.site = site;
        this.ledger = ledger;
    }

    /**
     * Asks the agent what will be run, and on what it works.
     *
     * @return as whom
     */
    ResolvedIdentity plan(FilePath workspace) throws IOException, InterruptedException {
        parameters.check();
        ResolvedIdentity actor = ResolvedIdentity.of(parameters, site, state.id(), true);
        String version = version(workspace, actor);
        plan = AgentCalls.call(workspace, call(actor, request -> new PlanDeploy(request, version)))
                .of(DeployPlan.class, actor.masker());
        if (!plan.unknown().isEmpty()) {
            site.say(plan.unknown());
        }
        state.runwayVersion = plan.runwayVersion();
        state.files = plan.files();
        state.things = new ArrayList<>(plan.scope().things());
        String job = site.run().getParent().getFullName();
        plan.scope().things().stream()
                .filter(thing -> thing.startsWith("module "))
                .map(thing -> thing.substring(thing.lastIndexOf(' ') + 1))
                .forEach(module -> state.things.add("module " + module + " of " + job));
        return actor;
    }

    private <R extends Serializable> EngineCall<R> call(
            ResolvedIdentity actor, Function<DeployRequest, UseCase<R>> work) {
        return DeployRequests.call(parameters, state, actor, work);
    }

    private String version(FilePath workspace, ResolvedIdentity actor) throws IOException, InterruptedException {
        String program = parameters.runway.contains("/")
                ? workspace.child(parameters.runway).getRemote()
                : parameters.runway;
        try {
            return output(workspace, actor, List.of(program, "--version"));
        } catch (IOException e) {
            if (AgentCalls.isDisconnection(workspace, e)) {
                throw e;
            }
            DeployFailedException missing = new DeployFailedException(
                    DeployFailureCause.RUNWAY_MISSING,
                    "'" + program + "' cannot be run on the agent: " + AgentCalls.whyNotRun(e));
            missing.initCause(e);
            throw missing;
        }
    }

    /** It may be run: notes what has to be known to find it again. */
    void ready(FilePath workspace, ResolvedIdentity actor) throws IOException, InterruptedException {
        String control = controlDirectory(workspace, state.controlName());
        boolean release = parameters.releaseLock && !state.touched;
        DeployPlan known = Objects.requireNonNull(plan, "plan");
        ledger.planned(actor, known);
        List<GraphLock> released = AgentCalls.call(
                        workspace, call(actor, request -> new ReadyDeploy(known.scope(), control, release)))
                .of(DeployReport.Locks.class, actor.masker())
                .released();
        for (GraphLock lock : released) {
            site.say("Released CFNgin's lock as requested: " + lock.shown() + ".");
        }
        if (release && released.isEmpty()) {
            site.say("CFNgin holds no lock to release.");
        }
        state.replaced = amiBefore(workspace, actor, known.scope());
        state.planned(control);
        site.save();
    }

    private String amiBefore(FilePath workspace, ResolvedIdentity actor, DeployScope scope)
            throws IOException, InterruptedException {
        DeployAction now = ledger.now();
        if (now == DeployAction.INIT) {
            return "";
        }
        Future<EngineAnswer<String>> answer = workspace.actAsync(call(actor, request -> new AmiBefore(now, scope)));
        try {
            String ami = answer.get(AMI_BEFORE_SECONDS, TimeUnit.SECONDS).of(String.class, actor.masker());
            return AmiId.isAmiId(ami) ? ami : "";
        } catch (TimeoutException e) {
            answer.cancel(true);
            return "";
        } catch (IllegalArgumentException e) {
            // Whatever is wrong is told by Runway, or at the end.
            return "";
        } catch (ExecutionException e) {
            throw AgentCalls.unwrapped(e);
        }
    }

    @Override
    protected Optional<ProgramScript.Commands> planned() {
        return Optional.ofNullable(plan)
                .map(known -> new ProgramScript.Commands(known.directory(), List.of(), List.of(), known.words()));
    }

    @Override
    protected Map<String, String> plannedEnvironment() {
        return plan == null ? Map.of() : plan.environment();
    }

    @Override
    protected void started(FilePath workspace, ResolvedIdentity as) {
        state.touched |= !state.approving;
        plan = null;
    }

    @Override
    protected ProgramLog newLog(ResolvedIdentity as, long shownBefore) {
        return new DeployLog(as.masker(), shownBefore, ledger);
    }

    @Override
    protected ProgramLog muteLog() {
        return DeployLog.mute();
    }

    @Override
    protected ProgramScript.Signal signal() {
        return ProgramScript.Signal.INT;
    }

    @Override
    protected long signalAgainMillis() {
        return SIGNAL_AGAIN_MILLIS;
    }

    @Override
    protected String stoppingText() {
        return "Cancelling: interrupting Runway, which releases CFNgin's lock (up to " + parameters.graceSeconds()
                + " s); CloudFormation finishes what it has started.";
    }

    @Override
    protected String killedText() {
        return "Runway did not stop in time and is killed; checking for a lock that it left.";
    }

    /** What the log has told so far; empty when it was not read since the controller started. */
    Optional<RunwayFacts> facts() {
        return log().map(log -> ((DeployLog) log).facts());
    }
}
