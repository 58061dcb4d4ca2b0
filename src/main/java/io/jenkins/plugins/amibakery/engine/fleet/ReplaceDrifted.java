package io.jenkins.plugins.amibakery.engine.fleet;

import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Size;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport.InstanceVerdict;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport.Replacement;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Verifies a fleet, has its red instances replaced, and verifies it again. What is not known is never replaced.
 *
 * <p>An instance refresh takes no list of instances: it replaces the good ones as well or, skipping what matches the launch template, none,
 * for a drifted instance was launched like all others. So each red instance is terminated in its group without a lower size of it, one at a
 * time, and only while all others that the group wants are healthy. One that has no healthy companion stays, as nobody would serve. If the
 * first that came anew is red too, replacing is not the remedy and the rest stays as well.
 *
 * <p>It may be asked again when it was interrupted, by a restart of the controller for instance: an instance that was ended is not there any
 * more, and the one that comes for it is waited for before anything is judged.
 *
 * @param fleet what to verify
 */
public record ReplaceDrifted(VerifyFleet fleet) implements UseCase<FleetReport> {
    /** For a group to be complete, before and after. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    public ReplaceDrifted {
        Objects.requireNonNull(fleet);
    }

    @Override
    public FleetReport run(Workplace place, Cloud cloud) throws IOException, InterruptedException {
        Newcomers.await(fleet, place, cloud);
        FleetReport before = fleet.run(place, cloud);
        FleetReport now = before;
        List<Replacement> done = new ArrayList<>();
        Set<String> came = new HashSet<>();
        String obstacle = "";
        for (InstanceVerdict one : before.instances()) {
            if (one.verdict() != Verdict.RED) {
                continue;
            }
            Replacement replaced =
                    obstacle.isEmpty() ? replace(one, place, cloud, came) : Replacement.none(one, obstacle);
            done.add(replaced);
            if (!replaced.isDone() && !one.group().isEmpty()) {
                obstacle = "the one before was not replaced";
            } else if (replaced.isDone() && now == before) {
                now = again(place, cloud, came);
                obstacle = redAgain(now, came);
            }
        }
        if (came.size() > 1) {
            now = again(place, cloud, came);
        }
        return now.with(done);
    }

    private Replacement replace(InstanceVerdict one, Workplace place, Cloud cloud, Set<String> came)
            throws InterruptedException {
        if (one.group().isEmpty()) {
            return Replacement.none(one, "it is in no Auto Scaling group");
        }
        Region region = new Region(fleet.region());
        try {
            Size before = cloud.capacity()
                    .await(region, one.group(), size -> others(size, one) >= size.desired() - 1, LONGEST);
            if (others(before, one) < Math.max(1, before.desired() - 1)) {
                return Replacement.none(
                        one,
                        "the group has " + others(before, one) + " other healthy "
                                + (others(before, one) == 1 ? "instance" : "instances") + " of "
                                + before.desired() + " that it wants");
            }
            place.progress().says("replacing " + one.id() + " of the group " + one.group());
            cloud.capacity().replace(region, one.id());
            Size after = cloud.capacity().await(region, one.group(), size -> isComplete(size, one), LONGEST);
            Set<String> made = new HashSet<>(after.healthy());
            made.removeAll(before.healthy());
            came.addAll(made);
            return isComplete(after, one)
                    ? Replacement.by(one, String.join(", ", made))
                    : Replacement.none(
                            one,
                            "it was ended, and after " + LONGEST.toMinutes() + " minutes "
                                    + after.healthy().size() + " of " + after.desired() + " instances are healthy");
        } catch (BakeFailedException e) {
            return Replacement.none(one, e.failure().detail());
        }
    }

    private static long others(Size size, InstanceVerdict one) {
        return size.healthy().stream().filter(id -> !id.equals(one.id())).count();
    }

    private static boolean isComplete(Size size, InstanceVerdict one) {
        return !size.healthy().contains(one.id()) && size.healthy().size() >= size.desired();
    }

    private FleetReport again(Workplace place, Cloud cloud, Set<String> came) throws IOException, InterruptedException {
        try {
            cloud.commands().awaitManaged(new Region(fleet.region()), came, Newcomers.MANAGED);
        } catch (BakeFailedException e) {
            place.progress().says("looking again at once: " + e.failure().detail());
        }
        return fleet.run(place, cloud);
    }

    private static String redAgain(FleetReport report, Set<String> came) {
        return report.instances().stream()
                .filter(one -> one.verdict() == Verdict.RED && came.contains(one.id()))
                .findFirst()
                .map(one -> one.id() + ", which came anew, is red too, " + one.difference())
                .orElse("");
    }
}
