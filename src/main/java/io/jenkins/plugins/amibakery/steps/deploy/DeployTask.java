package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.runway.PlanFiles;
import io.jenkins.plugins.amibakery.results.page.DeploymentsAction;
import io.jenkins.plugins.amibakery.results.record.OverrideRecord;
import io.jenkins.plugins.amibakery.steps.deploy.DeploymentQueue.Claim;
import io.jenkins.plugins.amibakery.steps.task.AgentProcess;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One deployment from plan to report; with an approval, first the plan it has to be and then the deployment. */
final class DeployTask extends LongTask {
    private static final long TURN_MILLIS = 1_000;

    private final DeployParameters parameters;
    private final DeployState state;
    private final BuildContext site;
    private final DeployJournal ledger;
    private RunwayProgram runway;
    private DeployConclusion finishing;
    private String waitedFor = "";

    /** Whether the gate was passed by an override, which is said once. */
    private boolean overridden;

    /** Why the gate took the AMIs, which is said once. */
    private List<String> taken = List.of();

    DeployTask(DeployParameters parameters, DeployState state, BuildContext site) {
        super(parameters, state, site);
        this.parameters = parameters;
        this.state = state;
        this.site = site;
        this.ledger = new DeployJournal(parameters, state, site);
        programAnew();
    }

    private void programAnew() {
        runway = new RunwayProgram(parameters, state, site, ledger);
        finishing = new DeployConclusion(parameters, state, site, ledger, runway);
    }

    @Override
    protected void begun() throws InterruptedException {
        ledger.began();
    }

    /** On what it works is known only after the agent was asked once. */
    @Override
    protected long awaitTurn() throws InterruptedException {
        if (state.things.isEmpty()) {
            return 0;
        }
        Optional<Claim> before = RestoredClaims.locks().enter(claim());
        if (before.isPresent() && !before.get().who().equals(waitedFor)) {
            waitedFor = before.get().who();
            site.say("Waiting for " + waitedFor + ", which is deploying the same parts of " + parameters.environment
                    + "; this deployment starts when that one is done.");
        }
        return before.isPresent() ? TURN_MILLIS : 0;
    }

    @Override
    protected void holdTurn() throws InterruptedException {
        DeploymentQueue.all().hold(claim());
    }

    private Claim claim() throws InterruptedException {
        return claim(parameters, state, who());
    }

    /** @param who the build, for people */
    static Claim claim(DeployParameters parameters, DeployState state, String who) {
        return new Claim(
                state.id(),
                who,
                parameters.environment,
                new HashSet<>(state.things),
                parameters.action() == DeployAction.PLAN);
    }

    private String who() throws InterruptedException {
        try {
            Run<?, ?> run = site.run();
            return run.getParent().getFullName() + " #" + run.getNumber();
        } catch (IOException e) {
            return "a deleted build";
        }
    }

    @Override
    protected long plan(FilePath workspace) throws IOException, InterruptedException {
        ResolvedIdentity actor = runway.plan(workspace);
        if (waitedFor.isEmpty()) {
            passGate();
        }
        long wait = awaitTurn();
        if (wait == 0) {
            if (!waitedFor.isEmpty()) {
                passGate();
            }
            runway.ready(workspace, actor);
        }
        return wait;
    }

    /** What the files take is only known once the agent has read them. Asked before it waits for its turn, and again when that has come. */
    private void passGate() throws IOException, InterruptedException {
        if (parameters.action() != DeployAction.DEPLOY || overridden) {
            return;
        }
        Map<String, String> amis = parameters.amis(state.files);
        DeployGate.Judged judged =
                DeployGate.ofThisController().judged(parameters.environment, amis, PlanFiles.newest(state.files));
        List<DeployGate.Refusal> refusals = judged.refusals();
        Optional<OverrideRecord> override = refusals.isEmpty()
                ? Optional.empty()
                : DeploymentsAction.of(site.run())
                        .plan(parameters.environment)
                        .flatMap(plan -> DeployGate.override(plan, parameters.approved, amis.keySet()));
        if (override.isEmpty()) {
            DeployGate.require(parameters.environment, refusals);
            sayTaken(judged.taken());
            return;
        }
        overridden = true;
        site.say(DeployGate.line(parameters.environment, refusals) + ". Overridden by "
                + override.get().getLine());
        ledger.overridden(override.get()
                .of(refusals.stream().map(DeployGate.Refusal::line).toList()));
    }

    private void sayTaken(List<String> why) throws InterruptedException {
        if (!why.equals(taken)) {
            site.say(parameters.environment + " is protected and takes " + String.join("; ", why));
        }
        taken = why;
    }

    @Override
    protected AgentProcess program() {
        return runway;
    }

    @Override
    protected long finish() throws IOException, InterruptedException {
        long pause = finishing.advance();
        if (finishing.refusal().isPresent()) {
            return over(finishing.refusal().get());
        }
        if (finishing.isApproved()) {
            state.again();
            state.approving = false;
            programAnew();
            site.save();
            return 0;
        }
        return pause;
    }

    @Override
    protected long finishWithoutNode() throws InterruptedException {
        return finishing.withoutNode(traces());
    }

    /** Of stacks nothing is removed; a lock that may be left is named. */
    @Override
    protected boolean mustBeSwept() {
        return false;
    }

    @Override
    protected void failed(String message) throws InterruptedException {
        ledger.failed(message);
    }

    @Override
    protected String traces() {
        if (!state.touched) {
            return "";
        }
        return runway.facts()
                .map(facts -> facts.locks().stream()
                        .map(GraphLock::release)
                        .map(command ->
                                "It may have left CFNgin's lock; if nothing else is running, release it: " + command)
                        .collect(Collectors.joining(" ")))
                .orElse("It may have left CFNgin's lock; if nothing else is running, deploy with releaseLock: true.");
    }
}
