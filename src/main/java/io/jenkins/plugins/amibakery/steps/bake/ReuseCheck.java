package io.jenkins.plugins.amibakery.steps.bake;

import hudson.FilePath;
import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.engine.bake.Masked;
import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.model.Age;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.reuse.FindReusable;
import io.jenkins.plugins.amibakery.engine.reuse.KeyTold;
import io.jenkins.plugins.amibakery.engine.reuse.KeyedBake;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseDecision;
import io.jenkins.plugins.amibakery.results.history.KnownBake;
import io.jenkins.plugins.amibakery.results.record.BakeAnew;
import io.jenkins.plugins.amibakery.steps.task.AgentCalls;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.JobTrust;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import io.jenkins.plugins.amibakery.steps.task.TaskRegistry;
import io.jenkins.plugins.amibakery.steps.task.TaskResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Decides before a bake whether AMIs that are there stand for it: computes its key, waits while another build bakes the same, and
 * asks the cloud. Nothing of it is saved: after a restart of the controller it is begun again.
 */
final class ReuseCheck {
    private static final long SHORTEST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 1_000;
    private static final long WAIT_MILLIS = 1_000;

    private final BakeParameters parameters;
    private final BakeState state;
    private final BuildContext site;
    private final BakeQueue slots;
    private final BakeJournal ledger;
    private final PackerProgram packer;
    private ResolvedIdentity actor;
    private JobTrust trust;
    private Future<EngineAnswer<KeyTold>> keying;
    private KeyedBake key;
    private String claim = "";
    private Future<EngineAnswer<ReuseDecision>> decision;
    private String plugins = "";
    private String waitsFor = "";
    private String toldOf = "";
    private boolean decided;
    private long pause = SHORTEST_MILLIS;

    ReuseCheck(
            BakeParameters parameters,
            BakeState state,
            BuildContext site,
            BakeQueue slots,
            BakeJournal ledger,
            PackerProgram packer) {
        this.parameters = parameters;
        this.state = state;
        this.site = site;
        this.slots = slots;
        this.ledger = ledger;
        this.packer = packer;
    }

    /** Whether another build bakes the same. */
    boolean waits() {
        if (waitsFor.isEmpty()) {
            return false;
        }
        IdenticalBakes bakes = RestoredBakes.all();
        Optional<String> other = bakes.baker(waitsFor);
        if (other.isPresent() && TaskRegistry.get().isGoingOn(other.get())) {
            return true;
        }
        other.ifPresent(bakes::leave);
        waitsFor = "";
        return false;
    }

    /**
     * Goes on.
     *
     * @return when to come back, in milliseconds; 0 when packer has to bake; {@link LongTask#OVER} when it need not
     */
    long advance(FilePath workspace) throws IOException, InterruptedException {
        if (!parameters.reuse || decided) {
            return 0;
        }
        if (parameters.force) {
            return bake(ReuseDecision.forced().reasons());
        }
        if (site.run().getAction(BakeAnew.class) != null) {
            return bake(List.of("This build bakes without reuse."));
        }
        try {
            return advanced(workspace);
        } catch (ExecutionException e) {
            again();
            throw AgentCalls.unwrapped(e);
        }
    }

    private long advanced(FilePath workspace) throws IOException, InterruptedException, ExecutionException {
        if (keying == null) {
            keying = asked(workspace);
        }
        if (key == null) {
            if (!keying.isDone()) {
                return paused();
            }
            take(keying.get().of(KeyTold.class, actor.masker()));
        }
        if (decision == null) {
            if (mustWait()) {
                return WAIT_MILLIS;
            }
            decision = workspace.actAsync(BakeRequests.call(
                    new FindReusable(
                            key,
                            BakeRequests.recipe(parameters),
                            earlier(),
                            trust.remote(),
                            Age.parse("freshFor", parameters.freshFor).orElse(null),
                            records(),
                            PackerProgram.memory(workspace)),
                    actor));
        }
        return decision.isDone() ? concluded(decision.get().of(ReuseDecision.class, actor.masker())) : paused();
    }

    private long paused() {
        pause = Math.min(LONGEST_MILLIS, pause * 3 / 2);
        return pause;
    }

    private void again() {
        keying = null;
        key = null;
        decision = null;
        pause = SHORTEST_MILLIS;
    }

    private Future<EngineAnswer<KeyTold>> asked(FilePath workspace) throws IOException, InterruptedException {
        parameters.check();
        actor = ResolvedIdentity.of(parameters, site, state.id(), true);
        trust = JobTrust.of(site);
        String program = PackerTool.program(parameters.packer, site);
        String version = packer.version(program, workspace, actor);
        state.packerVersion = PackerVersion.read(version).map(Object::toString).orElse("");
        plugins = packer.preparedPlugins(
                BakeRequests.of(parameters, actor, state.id(), program), program, version, workspace, actor);
        return workspace.actAsync(BakeRequests.call(
                KeyCalls.of(
                        parameters,
                        actor,
                        workspace,
                        state.id(),
                        PackerTold.read(program, version, plugins),
                        true,
                        trust.id()),
                actor));
    }

    private void take(KeyTold answer) {
        key = answer.bake();
        claim = IdenticalBakes.claim(trust.scope(), key.key().digest(), answer.account(), actor.ec2Endpoint());
    }

    /** Whether the AMIs of another bake of the same key could do. */
    private boolean mayBeReused() {
        return parameters.freshFor != null
                || key.key().floating().stream().allMatch(one -> one.settling().byAsking());
    }

    /** A bake that cannot be reused is like no other. The log may be read by people who may not know of the other's job. */
    private boolean mustWait() throws IOException, InterruptedException {
        if (!mayBeReused()) {
            return false;
        }
        Optional<String> other = RestoredBakes.all().enter(claim, state.id());
        if (other.isEmpty()) {
            return false;
        }
        waitsFor = claim;
        slots.leave(state.id());
        if (!toldOf.equals(other.get())) {
            toldOf = other.get();
            site.say("Waiting for another build that is baking the same inputs: bake key "
                    + key.key().brief() + ".");
        }
        // By then the base AMI may be another.
        again();
        return true;
    }

    /** Records are long, and matter only to recipes whose packages are not pinned. */
    private Map<String, Map<String, ImageRecord>> records() throws InterruptedException {
        boolean matter =
                key.key().floating().stream().anyMatch(one -> one.settling().byAsking());
        return matter ? ledger.images(trust.jobs()) : Map.of();
    }

    private BakeKey earlier() throws InterruptedException {
        return ledger.earlierKey().orElse(null);
    }

    private long concluded(ReuseDecision found) throws IOException, InterruptedException {
        state.plugins = plugins;
        state.key = key.key().digest();
        state.claim = claim;
        packer.proof().known(key);
        ledger.compared(found, actor.masker());
        if (!found.reused()) {
            return bake(found.reasons().stream().map(actor.masker()::mask).toList());
        }
        ledger.keyed(key, actor.masker());
        List<BakedAmi> amis = taken(found);
        state.reused = true;
        state.finished(TaskResult.success(state.result(amis)));
        for (String note : found.notes()) {
            site.say(actor.masker().mask(note));
        }
        if (parameters.writeLock) {
            site.say(ReuseDecision.LOCK_UNTOUCHED);
        }
        site.save();
        return LongTask.OVER;
    }

    /** Checks the signatures here once more: an agent has them, but not the last word. */
    private List<BakedAmi> taken(ReuseDecision found) throws IOException, InterruptedException {
        List<BakedAmi> told = found.amis();
        List<Ami> described =
                told.stream().flatMap(ami -> ami.described().stream()).toList();
        if (described.size() != told.size()) {
            throw new IllegalArgumentException("The agent wants to reuse an AMI without describing it.");
        }
        String of = trust.remote().require(described, key.key().digest(), BakeRequests.recipe(parameters));
        List<BakedAmi> amis =
                told.stream().map(ami -> Masked.ami(ami, actor.masker())).toList();
        if (of.equals(trust.id())) {
            ledger.reused(actor, amis, KnownBake.of(bakeId(described), trust.job()), bakeId(described), "");
            return amis;
        }
        List<BakedAmi> others = amis.stream().map(OthersAmi::of).toList();
        KnownBake from =
                trust.jobOf(of).map(job -> KnownBake.of(bakeId(described), job)).orElse(null);
        state.reason = trust.why(of);
        ledger.reused(actor, others, from, bakeId(described), state.reason);
        return others;
    }

    /** As it was signed. */
    private static String bakeId(List<Ami> amis) {
        return amis.get(0).tags().getOrDefault(Tags.BAKE_ID, "");
    }

    private long bake(List<String> reasons) throws InterruptedException {
        decided = true;
        state.reason = String.join(" ", reasons);
        ledger.notReused(reasons);
        return 0;
    }
}
