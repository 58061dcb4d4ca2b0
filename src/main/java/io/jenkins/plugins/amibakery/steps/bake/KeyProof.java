package io.jenkins.plugins.amibakery.steps.bake;

import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import io.jenkins.plugins.amibakery.engine.reuse.BakeKeys;
import io.jenkins.plugins.amibakery.engine.reuse.KeyTold;
import io.jenkins.plugins.amibakery.engine.reuse.KeyedBake;
import io.jenkins.plugins.amibakery.steps.task.AgentCalls;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * The key of a bake that runs: computed beside packer unless it was before, and once more after packer's end. Only a key that is the
 * same both times, and whose base AMIs are those that packer took, is one by which the AMIs may be reused. A bake that gets none is as
 * good as any.
 */
final class KeyProof {
    /** Where the key is computed. */
    interface Agent {
        /** @param since the key whose base AMIs are taken as they are; null to have them looked for */
        Future<EngineAnswer<KeyTold>> ask(KeyedBake since) throws IOException, InterruptedException;

        /** Hides what the controller knows to be secret. */
        Masker masker() throws IOException, InterruptedException;
    }

    private static final long PAUSE_MILLIS = 20;
    private static final long PATIENCE_MILLIS = 600_000;
    private static final int MOST_FAILURES = 2;

    private final BakeState state;
    private final BuildContext site;
    private final BakeJournal ledger;
    private final Agent agent;
    private Future<EngineAnswer<KeyTold>> beside;

    /** The key of {@code state.key}; null before it is known, and after a restart of the controller. */
    private KeyedBake first;

    private Future<EngineAnswer<KeyTold>> afterwards;
    private String problem = "";
    private long waitsSince;
    private int failures;
    private boolean over;

    KeyProof(BakeState state, BuildContext site, BakeJournal ledger, Agent agent) {
        this.state = state;
        this.site = site;
        this.ledger = ledger;
        this.agent = agent;
    }

    /** Asks for the key while packer runs. */
    void begin() throws InterruptedException {
        try {
            beside = agent.ask(null);
        } catch (IOException | IllegalArgumentException e) {
            problem = e.getMessage();
        }
    }

    /** The key was computed before packer was started. */
    void known(KeyedBake key) {
        first = key;
    }

    /** Notes the key that was computed beside packer as soon as it is known, so that a restart does not lose it. */
    void note() throws InterruptedException {
        if (!state.key.isEmpty() || beside == null || !beside.isDone()) {
            return;
        }
        try {
            first = key(beside);
            state.key = first.key().digest();
        } catch (IOException | IllegalArgumentException e) {
            problem = e.getMessage();
        }
        beside = null;
    }

    /** The key of an answer. */
    private KeyedBake key(Future<EngineAnswer<KeyTold>> answer) throws IOException, InterruptedException {
        try {
            return answer.get().of(KeyTold.class, agent.masker()).bake();
        } catch (ExecutionException e) {
            throw AgentCalls.unwrapped(e);
        }
    }

    /**
     * Goes on after packer's end.
     *
     * @return when to come back, in milliseconds; 0 when it is known whether there is a key
     */
    long advance(PackerFacts facts) throws IOException, InterruptedException {
        boolean succeeded = state.exitCode() != null && state.exitCode() == 0;
        return over || !succeeded || state.stopping() || !state.provenKey.isEmpty() ? 0 : concluded(facts);
    }

    /** The same of a packer that has succeeded. */
    long concluded(PackerFacts facts) throws IOException, InterruptedException {
        note();
        boolean waits = state.key.isEmpty() ? beside != null : afterwards != null && !afterwards.isDone();
        if (waits) {
            return waited();
        }
        if (state.key.isEmpty()) {
            return without(problem.isEmpty() ? "it was not computed while packer ran" : problem);
        }
        try {
            return proved(facts);
        } catch (IOException e) {
            afterwards = null;
            if (++failures > MOST_FAILURES) {
                return without(e.getMessage());
            }
            throw e;
        } catch (IllegalArgumentException e) {
            return without(e.getMessage());
        }
    }

    private long waited() throws InterruptedException {
        long now = System.currentTimeMillis();
        waitsSince = waitsSince == 0 ? now : waitsSince;
        return now - waitsSince > PATIENCE_MILLIS
                ? without("the agent did not compute it within " + PATIENCE_MILLIS / 1000 + " s")
                : PAUSE_MILLIS;
    }

    private long proved(PackerFacts facts) throws IOException, InterruptedException {
        if (afterwards == null) {
            afterwards = agent.ask(first);
            return PAUSE_MILLIS;
        }
        KeyedBake now = key(afterwards);
        Optional<String> why = BakeKeys.unproved(
                state.key,
                Optional.ofNullable(first).map(KeyedBake::key),
                now,
                facts.sourceAmis().values());
        if (why.isPresent()) {
            return without(agent.masker().mask(why.get()));
        }
        state.provenKey = now.key().digest();
        ledger.keyed(now, agent.masker());
        return 0;
    }

    private long without(String why) throws InterruptedException {
        over = true;
        site.say("No bake key, so its AMIs cannot be reused: " + why);
        return 0;
    }
}
