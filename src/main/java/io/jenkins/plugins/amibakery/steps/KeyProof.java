package io.jenkins.plugins.amibakery.steps;

import hudson.FilePath;
import io.jenkins.plugins.amibakery.agent.KeyAnswer;
import io.jenkins.plugins.amibakery.agent.KeyCall;
import io.jenkins.plugins.amibakery.agent.RemoteKey;
import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import io.jenkins.plugins.amibakery.steps.work.Actor;
import io.jenkins.plugins.amibakery.steps.work.Remote;
import io.jenkins.plugins.amibakery.steps.work.Site;
import io.jenkins.plugins.amibakery.trust.JobIdentity;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * The key of a bake that runs: computed beside packer unless it was before, and once more after packer's end. Only a key that is the
 * same both times, and whose base AMIs are those that packer took, is one by which the AMIs may be reused. A bake that gets none is as
 * good as any.
 */
final class KeyProof {
    private static final long PAUSE_MILLIS = 20;
    private static final long PATIENCE_MILLIS = 600_000;
    private static final int MOST_FAILURES = 2;

    private final BakeParameters parameters;
    private final BakeState state;
    private final Site site;
    private final Ledger ledger;
    private Future<KeyAnswer> beside;

    /** The key of {@code state.key}; null before it is known, and after a restart of the controller. */
    private RemoteKey first;

    private Future<KeyAnswer> afterwards;
    private String problem = "";
    private long waitsSince;
    private int failures;
    private boolean over;

    KeyProof(BakeParameters parameters, BakeState state, Site site, Ledger ledger) {
        this.parameters = parameters;
        this.state = state;
        this.site = site;
        this.ledger = ledger;
    }

    /** Asks for the key while packer runs. */
    void begin() throws InterruptedException {
        try {
            beside = asked(null);
        } catch (IOException | IllegalArgumentException e) {
            problem = e.getMessage();
        }
    }

    /** The key was computed before packer was started. */
    void known(RemoteKey key) {
        first = key;
    }

    /** @param since the key whose base AMIs are taken as they are; null to have them looked for */
    private Future<KeyAnswer> asked(RemoteKey since) throws IOException, InterruptedException {
        FilePath workspace = site.workspace();
        Actor actor = Actor.of(parameters, site, state.id(), true);
        KeyCall call = KeyCalls.of(
                parameters,
                actor,
                workspace,
                state.id(),
                state.packerVersion,
                state.plugins,
                false,
                JobIdentity.of(site.run().getParent()));
        return workspace.actAsync(since == null ? call : call.since(since));
    }

    /** Notes the key that was computed beside packer as soon as it is known, so that a restart does not lose it. */
    void note() throws InterruptedException {
        if (!state.key.isEmpty() || beside == null || !beside.isDone()) {
            return;
        }
        try {
            first = key(beside);
            state.key = first.digest();
        } catch (IOException | IllegalArgumentException e) {
            problem = e.getMessage();
        }
        beside = null;
    }

    /** The key of an answer. */
    private static RemoteKey key(Future<KeyAnswer> answer) throws IOException, InterruptedException {
        try {
            KeyAnswer told = answer.get().checked();
            if (told.refusal() != null) {
                throw new IllegalArgumentException(told.refusal());
            }
            return told.key();
        } catch (ExecutionException e) {
            throw Remote.unwrapped(e);
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
            afterwards = asked(first);
            return PAUSE_MILLIS;
        }
        RemoteKey now = key(afterwards);
        TreeSet<String> taken = facts.sourceAmis().values().stream()
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> keyed =
                now.bases().stream().map(RemoteKey.Base::amiId).collect(Collectors.toCollection(TreeSet::new));
        if (!now.digest().equals(state.key)) {
            return without("something that decides the image changed while it was baked" + what(now));
        }
        if (!taken.equals(keyed)) {
            return without("it was computed for the base AMI " + String.join(", ", keyed) + ", but packer took "
                    + (taken.isEmpty() ? "none that it named" : String.join(", ", taken)));
        }
        state.provenKey = now.digest();
        ledger.keyed(now, Actor.of(parameters, site, state.id(), false).masker());
        return 0;
    }

    private String what(RemoteKey now) throws InterruptedException, IOException {
        List<KeyChange> changes = first == null ? List.of() : now.key().since(first.key());
        return changes.isEmpty()
                ? ""
                : ": "
                        + Actor.of(parameters, site, state.id(), false)
                                .masker()
                                .mask(changes.get(0).line());
    }

    private long without(String why) throws InterruptedException {
        over = true;
        site.say("No bake key, so its AMIs cannot be reused: " + why);
        return 0;
    }
}
