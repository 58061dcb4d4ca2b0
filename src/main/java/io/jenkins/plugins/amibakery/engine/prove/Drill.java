package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.cloud.Capacity;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Size;
import io.jenkins.plugins.amibakery.engine.cloud.Progress;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
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
     * @throws IllegalArgumentException with one line, before anything is done, when the group may not become so large
     */
    static Drill of(Region region, String group, int more, Duration budget, Capacity capacity, Progress progress)
            throws InterruptedException {
        Size before = capacity.size(region, group)
                .orElseThrow(() -> new IllegalArgumentException("There is no Auto Scaling group '" + group + "'."));
        if (before.desired() + more > before.most()) {
            throw new IllegalArgumentException("The group " + group + " has " + before.desired() + " of at most "
                    + before.most() + " instances; a drill of " + more + " does not fit.");
        }
        Instant began = Instant.now();
        Size after;
        List<String> failures;
        try {
            progress.says("letting the group " + group + " grow from " + before.desired() + " to "
                    + (before.desired() + more) + " instances");
            capacity.desire(region, group, before.desired() + more);
            after = capacity.await(region, group, now -> grown(before, now).size() >= more, budget);
            failures = capacity.failures(region, group, began);
        } finally {
            progress.says("setting the group " + group + " back to " + before.desired() + " instances");
            setBack(region, group, before.desired(), capacity);
        }
        return judged(
                group, more, grown(before, after).size(), Duration.between(began, Instant.now()), failures, after);
    }

    /** A thread that was interrupted makes no call, and this one has to be made. */
    private static void setBack(Region region, String group, int desired, Capacity capacity) {
        boolean interrupted = Thread.interrupted();
        try {
            capacity.desire(region, group, desired);
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
