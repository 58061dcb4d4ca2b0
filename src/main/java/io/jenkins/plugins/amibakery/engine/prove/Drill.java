package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.cloud.Capacity;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Size;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Progress;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A group that was made to grow for a while, and what came of it.
 *
 * @param group its name
 * @param wanted how many instances more
 * @param healthy how many of them became healthy
 * @param millis how long that took
 * @param evidence what tells the verdict in one line
 */
public record Drill(String group, int wanted, int healthy, long millis, Verdict verdict, String evidence)
        implements Serializable {
    private static final int LONGEST = 500;

    /** For the calls around the time that new instances have. */
    private static final Duration TO_END = Duration.ofMinutes(1);

    /** More is no drill but load. */
    static final int MOST = 100;

    /** @throws IllegalArgumentException when it cannot be an honest one */
    public Drill {
        Limits.text("the name of a group", group, LONGEST);
        Limits.text("the evidence of a drill", evidence, LONGEST + 1);
        evidence = Limits.brief(evidence, LONGEST);
        Limits.number("the instances of a drill", wanted, MOST);
    }

    /**
     * Makes a group grow, waits until its new instances are healthy, and sets its size back whatever happens.
     *
     * @param call whose drill it is, the same when it is taken up again; empty for a terminal's
     * @throws IllegalArgumentException with one line, before anything is done, when the group may not become so large
     */
    static Drill of(
            Region region, String name, int more, Duration budget, String call, Capacity capacity, Progress progress)
            throws InterruptedException {
        Size before = capacity.size(region, name)
                .orElseThrow(() -> new IllegalArgumentException("There is no Auto Scaling group '" + name + "'."));
        if (before.desired() + more > before.most()) {
            throw new IllegalArgumentException("The group " + name + " has " + before.desired() + " of at most "
                    + before.most() + " instances; a drill of " + more + " does not fit.");
        }
        Instant began = Instant.now();
        DrillMark mark = new DrillMark(
                before.desired(), before.desired() + more, began.plus(budget).plus(TO_END), call);
        capacity.mark(region, name, mark.text());
        Size after;
        List<String> failures;
        try {
            progress.says(
                    "letting the group " + name + " grow from " + mark.from() + " to " + mark.to() + " instances");
            capacity.desire(region, name, mark.to());
            after = capacity.await(region, name, now -> grown(before, now).size() >= more, budget);
            failures = capacity.failures(region, name, began);
        } finally {
            progress.says("setting the group " + name + " back to " + mark.from() + " instances");
            setBack(region, name, mark.from(), capacity);
        }
        return judged(name, more, grown(before, after).size(), Duration.between(began, Instant.now()), failures, after);
    }

    /**
     * Sets back what a drill that was killed has left of a group, if anything, and waits until it is so small again.
     *
     * @param call of a drill that is taken up again; empty at a terminal
     * @throws IllegalArgumentException with one line, before anything is done, when a drill of somebody else may be under way
     */
    static void settle(Region region, Group group, String call, Capacity capacity, Progress progress)
            throws InterruptedException {
        Optional<DrillMark> found = DrillMark.read(group.drill());
        if (found.isEmpty()) {
            return;
        }
        DrillMark left = found.get();
        if (!left.isOf(call) && !left.isOver()) {
            throw new IllegalArgumentException("A drill of the group " + group.name() + " from " + left.from() + " to "
                    + left.to() + " instances is under way until "
                    + left.until().truncatedTo(ChronoUnit.SECONDS)
                    + ". If it was killed, a drill after that sets the group back.");
        }
        progress.says("setting the group " + group.name() + " back from " + left.to() + " to " + left.from()
                + " instances, where a drill that was killed has left it");
        left.settle(region, group.name(), capacity);
        capacity.await(
                region,
                group.name(),
                now -> now.desired() != left.from() || now.healthy().size() <= left.from(),
                TO_END);
    }

    /** A thread that was interrupted makes no call, and these have to be made. */
    private static void setBack(Region region, String group, int desired, Capacity capacity) {
        boolean interrupted = Thread.interrupted();
        try {
            capacity.desire(region, group, desired);
            capacity.mark(region, group, "");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Set<String> grown(Size before, Size now) {
        Set<String> added = new HashSet<>(now.healthy());
        added.removeAll(before.healthy());
        return added;
    }

    private static Drill judged(
            String group, int wanted, int healthy, Duration took, List<String> failures, Size after) {
        String how = healthy + " of " + wanted + " more instances of " + group + " were healthy after "
                + took.toSeconds() + " s";
        Verdict verdict = Verdict.RED;
        if (!failures.isEmpty()) {
            how += ", and an activity failed: " + failures.get(0);
        } else if (healthy >= wanted) {
            verdict = after.targetGroups() > 0 ? Verdict.GREEN : Verdict.NOT_KNOWN;
            how += after.targetGroups() > 0
                    ? ", no activity failed"
                    : " as far as EC2 can tell: the group has no target group that asks them";
        }
        return new Drill(group, wanted, Math.min(healthy, wanted), took.toMillis(), verdict, Limits.cut(how, LONGEST));
    }
}
