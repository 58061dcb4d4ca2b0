package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.cloud.GraphLocks;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** CFNgin's locks after a run: releases those that are provably its own, and names the others. */
final class GraphLockCleanup {
    private final GraphLocks locks;
    private final DeployScope scope;
    private final List<String> notes;
    private final List<GraphLock> released = new ArrayList<>();
    private final List<GraphLock> kept = new ArrayList<>();

    /** @param notes gets what could not be found out */
    GraphLockCleanup(GraphLocks locks, DeployScope scope, List<String> notes) {
        this.locks = locks;
        this.scope = scope;
        this.notes = notes;
    }

    List<GraphLock> released() {
        return released;
    }

    /** Locks of this run that could not be released. */
    List<GraphLock> kept() {
        return kept;
    }

    /**
     * Settles them.
     *
     * @param taken locks that a run took and did not give back, by its log
     */
    void settle(List<GraphLock> taken, boolean cancelled) {
        taken.forEach(this::release);
        if (cancelled) {
            lookForUnknown(taken);
        }
    }

    /** The code in the log proves whose a lock is; one with another code has been given back and taken by somebody else. */
    private void release(GraphLock lock) {
        try {
            if (locks.release(lock)) {
                released.add(lock);
            }
        } catch (DeployFailedException e) {
            kept.add(lock);
            notes.add("A lock could not be released: " + e.getMessage());
        }
    }

    /** Runway may have ended after it took a lock and before it said so. */
    private void lookForUnknown(List<GraphLock> taken) {
        try {
            for (GraphLock lock : held()) {
                boolean known = taken.stream().anyMatch(left -> left.code().equals(lock.code()));
                if (!known) {
                    notes.add("CFNgin's lock " + lock.shown()
                            + " is held, by this run or by another one; if no other runs, release it: "
                            + lock.release());
                }
            }
        } catch (DeployFailedException e) {
            notes.add("Whether a lock is left could not be found out: " + e.getMessage());
        }
    }

    private List<GraphLock> held() {
        return scope.locks().stream()
                .map(locks::holder)
                .flatMap(Optional::stream)
                .toList();
    }

    /** A failure for a lock, naming the one that is held among those that may be. */
    DeployFailure named(DeployFailure failure) {
        List<GraphLock> held;
        try {
            held = held();
        } catch (DeployFailedException e) {
            return failure;
        }
        return held.isEmpty()
                ? failure
                : new DeployFailure(
                        failure.where(),
                        failure.cause(),
                        held.stream()
                                .map(lock -> "CFNgin's lock " + lock.shown() + " is held; by hand it is released with: "
                                        + lock.release())
                                .collect(Collectors.joining("; ")));
    }
}
