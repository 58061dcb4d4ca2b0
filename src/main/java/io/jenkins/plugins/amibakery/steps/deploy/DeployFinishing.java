package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.FilePath;
import io.jenkins.plugins.amibakery.agent.DeployAnswer;
import io.jenkins.plugins.amibakery.agent.DeployFinishCall;
import io.jenkins.plugins.amibakery.agent.RemoteDeployFailure;
import io.jenkins.plugins.amibakery.engine.bakery.Deploy;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import io.jenkins.plugins.amibakery.results.PlanRecord;
import io.jenkins.plugins.amibakery.results.PlanTextRecord;
import io.jenkins.plugins.amibakery.steps.work.Actor;
import io.jenkins.plugins.amibakery.steps.work.Remote;
import io.jenkins.plugins.amibakery.steps.work.Site;
import io.jenkins.plugins.amibakery.steps.work.Work;
import io.jenkins.plugins.amibakery.steps.work.WorkEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * What comes after Runway's end: the cloud is asked, on the agent and as whom Runway ran, and CFNgin's locks are settled. It can
 * be begun again after any interruption.
 */
final class DeployFinishing {
    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 2_000;

    private final DeployParameters parameters;
    private final DeployState state;
    private final Site site;
    private final DeployLedger ledger;
    private final RunwayProgram runway;
    private Future<DeployAnswer> answer;
    private Actor actor;
    private boolean approved;
    private String refusal;
    private long pause = SHORTEST_MILLIS;

    DeployFinishing(
            DeployParameters parameters, DeployState state, Site site, DeployLedger ledger, RunwayProgram runway) {
        this.parameters = parameters;
        this.state = state;
        this.site = site;
        this.ledger = ledger;
        this.runway = runway;
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
            begin(site.workspace());
        }
        if (!answer.isDone()) {
            pause = Math.min(LONGEST_MILLIS, pause * 3 / 2);
            return pause;
        }
        try {
            return conclude(answer.get().checked());
        } catch (ExecutionException e) {
            answer = null;
            throw Remote.unwrapped(e);
        }
    }

    private void begin(FilePath workspace) throws IOException, InterruptedException {
        runway.readAgain();
        actor = Actor.of(parameters, site, state.id(), false);
        pause = SHORTEST_MILLIS;
        DeployFinishCall.Run run =
                new DeployFinishCall.Run(state.control(), state.exitCode(), state.cancelled(), millis(), state.files);
        answer = workspace.actAsync(
                new DeployFinishCall(DeployRequests.of(parameters, state, actor), actor.identity(), run));
    }

    private long millis() {
        return System.currentTimeMillis() - state.began();
    }

    private long conclude(DeployAnswer found) throws IOException, InterruptedException {
        List<DeployedStack> stacks = found.stacks().stream()
                .map(stack -> stack.stack(actor.masker()::mask))
                .toList();
        List<DeployFailure> failures = failures(found);
        PlanDigest plan = found.plan() == null ? null : found.plan().digest();
        tell(found, stacks, failures, plan);
        if (state.approving && failures.isEmpty()) {
            try {
                compare(plan);
                runway.cleanUp();
                approved = true;
            } catch (DeployFailedException e) {
                refusal = e.failure().lineInJenkins();
            }
            return 0;
        }
        if (plan != null && plan.isWhole() && !state.approving) {
            ApprovablePlans.add(site.run(), plan);
        }
        List<String> lines = failures.stream().map(DeployFailure::lineInJenkins).toList();
        ledger.ended(stacks, lines, found.locksLeft(), found.unread(), record(found, plan), state.cancelled());
        state.finished(end(lines, stacks, plan));
        site.say(DeployReport.end(
                parameters, ledger.now(), stacks, failures, state.cancelled(), state.replaced, millis()));
        site.save();
        runway.cleanUp();
        return Work.OVER;
    }

    private List<DeployFailure> failures(DeployAnswer found) {
        List<DeployFailure> failures = new ArrayList<>();
        found.failures().stream()
                .map(RemoteDeployFailure::failure)
                .map(this::explained)
                .forEach(failures::add);
        if (failures.isEmpty() && state.cancelled()) {
            failures.add(
                    DeployFailure.of(DeployFailureCause.CANCELLED, "Runway had done its work when it was cancelled"));
        }
        return failures;
    }

    private DeployFailure explained(DeployFailure failure) {
        String detail = actor.masker().mask(failure.detail());
        boolean unexplained =
                failure.cause() == DeployFailureCause.UNKNOWN || failure.cause() == DeployFailureCause.MODULE_FAILED;
        if (unexplained && state.vanished()) {
            detail = "Runway vanished on agent '" + state.node()
                    + "' without an exit code: it was killed, or the machine was started anew";
        } else if (unexplained && state.exitCode() > 0) {
            detail = detail + " on agent '" + state.node() + "'";
        }
        if (failure.cause() == DeployFailureCause.CANCELLED) {
            detail = detail + " (" + state.stopReason() + ")";
        }
        return new DeployFailure(actor.masker().mask(failure.where()), failure.cause(), detail);
    }

    private void tell(DeployAnswer found, List<DeployedStack> stacks, List<DeployFailure> failures, PlanDigest plan)
            throws InterruptedException {
        List<String> lines = new ArrayList<>(DeployReport.stacks(stacks));
        found.released().forEach(lock -> lines.add("Released CFNgin's lock that this run had left on " + lock + "."));
        found.locksLeft().forEach(lock -> lines.add("Left: CFNgin's lock on " + lock));
        found.notes().forEach(note -> lines.add(actor.masker().mask(note)));
        if (plan != null && !state.approving) {
            lines.add(DeployReport.plan(plan));
        }
        failures.forEach(failure -> lines.add(failure.lineInJenkins()));
        for (String line : lines) {
            site.say(line);
        }
    }

    /** @throws DeployFailedException when the plan is not the approved one, naming what has moved as far as it is known */
    private void compare(PlanDigest now) throws IOException, InterruptedException {
        Optional<PlanDigest> known = ApprovablePlans.find(site.run(), parameters.approved);
        Deploy.requireApproved(known.orElse(now), now);
        if (!now.value().equals(parameters.approved)) {
            throw new DeployFailedException(
                    DeployFailureCause.PLAN_CHANGED,
                    "The plan is now " + now.value() + " (" + now.environment() + ", "
                            + (now.ami().isEmpty() ? "no AMI" : now.ami()) + ") and not the approved "
                            + parameters.approved
                            + "; no build of this job made that one, so what has moved is not known");
        }
        site.say("The plan is the approved one: " + parameters.approved);
    }

    private PlanRecord record(DeployAnswer found, PlanDigest plan) {
        if (plan == null) {
            return null;
        }
        List<PlanTextRecord> texts = new ArrayList<>();
        found.plan()
                .texts()
                .forEach((region, text) ->
                        texts.add(new PlanTextRecord(region, actor.masker().mask(text))));
        List<String> gaps = plan.gaps().stream().map(actor.masker()::mask).toList();
        return new PlanRecord(plan.isWhole() ? plan.value() : "", gaps, texts);
    }

    private WorkEnd end(List<String> failures, List<DeployedStack> stacks, PlanDigest plan) {
        if (failures.isEmpty()) {
            return WorkEnd.success(DeployMaps.of(parameters, stacks, plan, millis()));
        }
        String first = failures.get(0);
        return WorkEnd.failure(
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
        state.finished(WorkEnd.failure(failure, true));
        return Work.OVER;
    }
}
