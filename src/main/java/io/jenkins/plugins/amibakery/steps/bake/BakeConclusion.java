package io.jenkins.plugins.amibakery.steps.bake;

import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.engine.bake.ConcludeBake;
import io.jenkins.plugins.amibakery.engine.bake.LostBake;
import io.jenkins.plugins.amibakery.engine.bake.Masked;
import io.jenkins.plugins.amibakery.engine.build.Manifests;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import io.jenkins.plugins.amibakery.steps.task.AgentCalls;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import io.jenkins.plugins.amibakery.steps.task.TaskResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * What comes after packer's end: the cloud is asked, on the agent and as whom packer ran, and what is left is removed. It can be
 * begun again after any interruption.
 */
final class BakeConclusion {
    /** Where packer ran, and who asks the cloud there. */
    interface Agent {
        /** What packer's log tells is known again after a restart. */
        void readLog() throws IOException, InterruptedException;

        /** As whom packer ran. */
        ResolvedIdentity actor() throws IOException, InterruptedException;

        /** The same for an agent that will never be back; null when nobody else can be that. */
        ResolvedIdentity withoutAgent() throws IOException, InterruptedException;

        Future<EngineAnswer<BakeReport>> ask(ConcludeBake work, ResolvedIdentity as)
                throws IOException, InterruptedException;

        /** Asks from the controller. */
        Future<EngineAnswer<BakeReport>> sweep(LostBake lost, ResolvedIdentity as);

        /** Attests on the controller how the AMIs of a bake were made that has ended. */
        void attest(BakeReport report) throws InterruptedException;
    }

    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 2_000;
    private static final int LONGEST_DETAIL = 4_000;

    private final BakeParameters parameters;
    private final BakeState state;
    private final BuildContext site;
    private final BakeJournal ledger;
    private final PackerProgram packer;
    private final Signatures signatures;
    private final Agent agent;
    private Future<EngineAnswer<BakeReport>> answer;
    private ResolvedIdentity actor;
    private boolean cancelling;
    private boolean withoutAgent;
    private long pause = SHORTEST_MILLIS;

    BakeConclusion(
            BakeParameters parameters, BakeState state, BuildContext site, BakeJournal ledger, PackerProgram packer) {
        this(parameters, state, site, ledger, packer, new BakeAgent(parameters, state, site, packer));
    }

    BakeConclusion(
            BakeParameters parameters,
            BakeState state,
            BuildContext site,
            BakeJournal ledger,
            PackerProgram packer,
            Agent agent) {
        this.parameters = parameters;
        this.state = state;
        this.site = site;
        this.ledger = ledger;
        this.packer = packer;
        this.signatures = new Signatures(parameters, state, site);
        this.agent = agent;
    }

    /** Goes on with it. */
    long advance() throws IOException, InterruptedException {
        if (answer != null && state.cancelled() && !cancelling) {
            // No AMI is waited for any more.
            answer.cancel(true);
            answer = null;
        }
        if (answer == null) {
            agent.readLog();
            long wait = packer.proof().advance(packer.facts());
            if (wait > 0) {
                return wait;
            }
            ResolvedIdentity as = agent.actor();
            if (!site.hasEnvironment() && state.keysOfStep && !as.environment().identityGiven()) {
                // The agent's own identity may be of another account, which has nothing of it, and says so.
                packer.cleanUp();
                return lost("Its AWS keys were in the environment of its build, and are gone with it.");
            }
            begin(as);
        }
        return followed();
    }

    private long followed() throws IOException, InterruptedException {
        if (!answer.isDone()) {
            pause = Math.min(LONGEST_MILLIS, pause * 3 / 2);
            return pause;
        }
        try {
            BakeReport found = answer.get().of(BakeReport.class, actor.masker());
            boolean unsigned = !withoutAgent && found.failures().isEmpty() && !state.cancelled();
            return unsigned && !signatures.advance(actor, found.amis()) ? pause : conclude(found);
        } catch (IllegalArgumentException e) {
            answer = null;
            throw e;
        } catch (ExecutionException e) {
            answer = null;
            throw AgentCalls.unwrapped(e);
        }
    }

    private void begin(ResolvedIdentity as) throws IOException, InterruptedException {
        packer.watched();
        PackerFacts facts = packer.facts();
        actor = as;
        cancelling = state.cancelled();
        ledger.packerEnded(facts);
        int exitCode = state.exitCode() == null ? -1 : state.exitCode();
        ConcludeBake work = new ConcludeBake(
                BakeRequests.of(parameters, as, state.id(), "packer"),
                packer.told(),
                BakeRequests.lock(parameters, state.control()),
                new CommandOutcome(
                        exitCode, Duration.ofMillis(System.currentTimeMillis() - state.began()), state.cancelled()),
                facts.notCancelled(),
                new Manifests(state.manifests, state.runsBefore),
                Instant.MIN,
                state.regions,
                state.known(),
                state.seen(),
                state.provenKey);
        pause = SHORTEST_MILLIS;
        signatures.again();
        answer = agent.ask(work, as);
    }

    private long conclude(BakeReport told) throws IOException, InterruptedException {
        BakeReport found = Masked.report(told, actor.masker());
        List<Failure> failures = found.failures().stream().map(this::explained).toList();
        ledger.listed(found.packages(), found.images(), actor.masker());
        BakeReport report = reported(found, failures);
        agent.attest(report);
        ledger.ended(report);
        state.finished(end(found.amis(), failures));
        site.save();
        packer.cleanUp();
        return LongTask.OVER;
    }

    /** The report with what only the controller knows of the bake. */
    private BakeReport reported(BakeReport found, List<Failure> failures) throws InterruptedException {
        BakeOutcome failed = state.cancelledOnRequest() ? BakeOutcome.CANCELLED : BakeOutcome.FAILURE;
        return new BakeReport(
                found.bakeId(),
                failures.isEmpty() ? BakeOutcome.SUCCESS : failed,
                found.packerVersion(),
                found.amis(),
                failures,
                packer.facts().phases(),
                found.leftovers(),
                Duration.ofMillis(System.currentTimeMillis() - state.began()),
                found.lock(),
                found.packages(),
                found.notes(),
                Map.of(),
                found.provenance());
    }

    /** How the bake ended, as its build is told. */
    TaskResult end(List<BakedAmi> amis, List<Failure> failures) {
        if (failures.isEmpty()) {
            return TaskResult.success(state.result(amis));
        }
        if (state.failure() != null) {
            return TaskResult.failure(state.failure(), false);
        }
        String first = failures.get(0).lineInJenkins();
        return TaskResult.failure(
                failures.size() == 1 ? first : first + " (and " + (failures.size() - 1) + " more)", state.cancelled());
    }

    /** A failure with what only the controller knows of it. */
    Failure explained(Failure failure) {
        String detail = Limits.brief(failure.detail(), LONGEST_DETAIL);
        if (state.vanished() && failure.cause() == FailureCause.UNKNOWN) {
            detail = "Packer vanished on agent '" + state.node()
                    + "' without an exit code: it was killed, or the machine was restarted";
        }
        if (failure.cause() == FailureCause.CANCELLED && (withoutAgent || state.spared())) {
            detail = state.stopReason();
        }
        return new Failure(failure.where(), failure.cause(), detail);
    }

    /**
     * The agent was removed from Jenkins. What packer left is removed from here, if the bake's identity is one that any machine
     * can be; else it is named.
     */
    long withoutNode() throws IOException, InterruptedException {
        String why = "Agent '" + state.node() + "' was removed from Jenkins while the bake ran on it.";
        state.stop(why, System.currentTimeMillis());
        state.gaveNoExitCode();
        if (answer == null || !withoutAgent) {
            withoutAgent = true;
            answer = null;
            ResolvedIdentity as = agent.withoutAgent();
            if (as == null) {
                return lost(why);
            }
            String endpoint = as.ec2Endpoint();
            if (endpoint != null && !endpoint.equals(as.configuration().getEndpoint())) {
                return lost(why + " It baked at " + endpoint
                        + ", but the controller calls only AWS or the endpoint set in Manage Jenkins, System.");
            }
            site.say(why + " The controller removes what it left.");
            sweepFromHere(as);
        }
        return followed();
    }

    /** By AWS alone: a path of the template would mean a file of the controller here. */
    private void sweepFromHere(ResolvedIdentity as) throws InterruptedException {
        packer.watched();
        PackerFacts facts = packer.facts();
        actor = as;
        cancelling = true;
        ledger.packerEnded(facts);
        pause = SHORTEST_MILLIS;
        answer = agent.sweep(new LostBake(state.id(), facts, state.known(), state.seen(), state.regions), as);
    }

    private long lost(String why) throws InterruptedException {
        String failure = why + " " + traces(state, packer);
        site.say(failure);
        ledger.failed(failure);
        state.finished(TaskResult.failure(failure, true));
        return LongTask.OVER;
    }

    /** What to look for in the account, in one line, when nobody could do it. */
    static String traces(BakeState state, PackerProgram packer) {
        TreeSet<String> names = new TreeSet<>();
        if (packer.logKnown()) {
            PackerFacts facts = packer.facts();
            names.addAll(facts.instances());
            names.addAll(facts.keyPairs());
            names.addAll(facts.securityGroups());
            facts.imageIds().values().forEach(ids -> ids.forEach(id -> names.add(id.value())));
        }
        return names.isEmpty()
                ? "Anything it left has the tag ami-bakery:bake-id=" + state.id() + "."
                : "It may have left: " + String.join(", ", names) + "; also check for the tag ami-bakery:bake-id="
                        + state.id() + ".";
    }
}
