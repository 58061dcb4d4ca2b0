package io.jenkins.plugins.amibakery.steps.task;

import io.jenkins.plugins.amibakery.agent.LeaseAnswer;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Whether this controller takes care of a piece of work: only then is it stopped, concluded and swept. Not for several threads.
 *
 * <p>While its agent is there the lease beside its program decides: it is ours as long as we renew it, and passes to us only when
 * nobody else does. Where there is no lease, as when the agent was removed, only work of this very JENKINS_HOME is ours. So a copy
 * of it, started while the original runs, names the bakes it finds and leaves them.
 */
final class Custody {
    private static final long RENEW_MILLIS = 3_000;

    /** Whose it is. */
    enum Verdict {
        /** Ours. */
        OURS,
        /** Somebody's who may be gone; that shows soon. */
        UNKNOWN,
        /** Another controller's, which lives, or another home's. */
        ANOTHERS
    }

    private final TaskState state;
    private final BuildContext site;
    private final LongSupplier clock;
    private long asked;
    private long seen;
    private String whose = "";

    /** @param clock milliseconds since the epoch */
    Custody(TaskState state, BuildContext site, LongSupplier clock) {
        this.state = state;
        this.site = site;
        this.clock = clock;
    }

    /** Whether it is of this JENKINS_HOME; work of older versions, which did not know of copies, is taken for it. */
    boolean isOfThisHome() {
        boolean ours = state.home == null || state.home.equals(site.home());
        if (!ours) {
            whose = "the JENKINS_HOME that this one is a copy of";
        }
        return ours;
    }

    /** Asks, and renews. */
    Verdict verdict() throws IOException, InterruptedException {
        long now = clock.getAsLong();
        if (asked != 0 && now - asked < RENEW_MILLIS) {
            return Verdict.OURS;
        }
        LeaseAnswer lease = site.lease(state.control, state.home == null || isOfThisHome());
        Verdict verdict = switch (lease.standing()) {
            case OURS -> Verdict.OURS;
            case ANOTHERS -> another(lease);
            case NOTHING -> isOfThisHome() ? Verdict.OURS : Verdict.ANOTHERS;
            case COPIED, FREE -> copied();
        };
        asked = verdict == Verdict.OURS ? now : 0;
        return verdict;
    }

    /** It may have been left by a process that is gone. One that renews it again lives. */
    private Verdict another(LeaseAnswer lease) {
        whose = lease.name();
        boolean lives = seen != 0 && seen != lease.renewed();
        seen = lease.renewed();
        return lives && !lease.sameHome() ? Verdict.ANOTHERS : Verdict.UNKNOWN;
    }

    private Verdict copied() {
        whose = "the JENKINS_HOME that this one is a copy of";
        return Verdict.ANOTHERS;
    }

    /** Whose it is when it is not ours, for people. */
    String whose() {
        return whose;
    }
}
