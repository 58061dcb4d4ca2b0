package io.jenkins.plugins.amibakery.steps.bake;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiCount;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.LockUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the build's log says at a bake's end:
 *
 * <pre>
 * AMI ami-0d53cc9bd365ad65b in us-west-2: img-mgr-1.0.0-6b0302cc (web, from ami-0aaaaaaaaaaaaaaaa)
 * Baked 1 AMI in 12.4 s.
 * </pre>
 */
final class BakeReportLines {
    private static final int MOST_CHANGES = 100;

    private BakeReportLines() {}

    static List<String> lines(
            List<BakedAmi> amis, List<Failure> failures, List<Leftover> leftovers, long millis, boolean cancelled) {
        List<String> lines = new ArrayList<>();
        amis.forEach(ami -> lines.add(line(ami)));
        leftovers.forEach(leftover -> lines.add(line(leftover)));
        failures.forEach(failure -> lines.add(failure.lineInJenkins()));
        String count = AmiCount.of(amis.size());
        if (failures.isEmpty()) {
            lines.add("Baked " + count + " in " + time(millis) + ".");
        } else {
            lines.add(
                    (cancelled ? "Cancelled" : "Failed") + " after " + time(millis) + AmiCount.kept(amis.size()) + ".");
        }
        return lines;
    }

    /**
     * What is said of AMIs that stand for a bake.
     *
     * @param of whose they are; never names anyone whom a reader of the log may not know of
     * @param why why they are taken; empty when it needs no word
     */
    static List<String> reused(List<BakedAmi> amis, String of, String why, long millis) {
        List<String> lines = new ArrayList<>();
        amis.forEach(ami -> lines.add(line(ami)));
        String count = AmiCount.of(amis.size());
        lines.add("Reused " + count + " of " + of + " in " + time(millis) + "." + (why.isEmpty() ? "" : " " + why));
        return lines;
    }

    /** What is said of a lock file that was written. */
    static List<String> lines(LockUpdate lock) {
        List<String> lines = new ArrayList<>();
        int changes = lock.changes().size();
        String what = lock.isNew()
                ? "new, with " + changes + " entries"
                : changes == 0 ? "nothing changed" : changes + " changes";
        lines.add("Lock file " + lock.file() + ": " + what + ".");
        if (!lock.isNew()) {
            lock.changes().stream().limit(MOST_CHANGES).forEach(change -> lines.add("  " + change.line()));
        }
        lock.unlocked()
                .forEach(build -> lines.add(
                        "  " + build + ": no package versions, as the template downloads no manifest of the image."));
        return lines;
    }

    private static String line(BakedAmi ami) {
        String name = ami.described().map(Ami::name).map(text -> ": " + text).orElse("");
        String source = ami.described()
                .flatMap(Ami::source)
                .map(base -> ", from " + base)
                .orElse("");
        return "AMI " + ami.id() + " in " + ami.region() + name + " (" + ami.builder() + source + ")";
    }

    private static String line(Leftover leftover) {
        String what = leftover.kind().word() + " " + leftover.id() + " in " + leftover.region();
        return leftover.removed()
                ? "Removed " + what + "."
                : "Left: " + what + ": " + leftover.note() + "\n  By hand it is removed with: " + leftover.command();
    }

    private static String time(long millis) {
        return millis < 60_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
                : millis / 60_000 + " min " + millis / 1000 % 60 + " s";
    }
}
