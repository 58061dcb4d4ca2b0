package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiCount;
import io.jenkins.plugins.amibakery.engine.model.Audience;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Durations;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Line;
import io.jenkins.plugins.amibakery.engine.model.Line.Tone;
import io.jenkins.plugins.amibakery.engine.model.LockUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A report for people:
 *
 * <pre>
 * AMI        ami-0d53cc9bd365ad65b  us-west-2
 *   name     img-mgr-1.0.0-6b0302cc
 *   base     ami-0aaaaaaaaaaaaaaaa
 *   snapshot snap-70c8ec788709b24df (8 GiB)
 *   builder  web
 *   phases   validate 0.4 s, launch 1.0 s, connect 0.3 s, provision 9.2 s, stop 0.3 s, image 0.4 s
 * Baked 1 AMI in 12.4 s.
 * </pre>
 *
 * <p>A build's log, whose build has a page for all of that, has a line for each AMI:
 *
 * <pre>
 * AMI ami-0d53cc9bd365ad65b in us-west-2: img-mgr-1.0.0-6b0302cc (web, from ami-0aaaaaaaaaaaaaaaa)
 * </pre>
 */
public final class BakeLines {
    private static final int MOST_CHANGES = 100;

    private final BakeReport report;
    private final Audience audience;
    private final List<Line> lines = new ArrayList<>();

    private BakeLines(BakeReport report, Audience audience) {
        this.report = report;
        this.audience = audience;
    }

    /** @param report already masked */
    public static List<Line> of(BakeReport report, Audience audience) {
        BakeLines lines = new BakeLines(report, audience);
        lines.findings();
        lines.end();
        return List.copyOf(lines.lines);
    }

    /**
     * What is said when AMIs that were there stand for a bake.
     *
     * @param report of them, already masked
     * @param of whose they are; names nobody whom a reader may not know of
     * @param why why they are taken; empty when it needs no word
     */
    public static List<Line> reused(BakeReport report, String of, String why, Audience audience) {
        BakeLines lines = new BakeLines(report, audience);
        lines.findings();
        String last = "Reused " + count(report) + " of " + of + " in " + Durations.of(report.duration()) + ".";
        lines.add(Tone.GOOD, why.isEmpty() ? last : last + " " + why);
        return List.copyOf(lines.lines);
    }

    private void add(Tone tone, String text) {
        lines.add(new Line(tone, text));
    }

    private void findings() {
        report.amis().forEach(audience == Audience.TERMINAL ? this::block : this::line);
        report.leftovers().forEach(this::leftover);
        if (report.lock() != null) {
            lock(report.lock());
        }
        report.notes().forEach(note -> add(Tone.PLAIN, note));
        report.failures().forEach(failure -> add(Tone.BAD, line(failure)));
    }

    private String line(Failure failure) {
        return audience == Audience.TERMINAL ? failure.line() : failure.lineInJenkins();
    }

    private void line(BakedAmi ami) {
        String name = ami.described().map(Ami::name).map(text -> ": " + text).orElse("");
        String source = ami.described()
                .flatMap(Ami::source)
                .map(base -> ", from " + base)
                .orElse("");
        add(Tone.STRONG, "AMI " + ami.id() + " in " + ami.region() + name + " (" + ami.builder() + source + ")");
    }

    private void block(BakedAmi baked) {
        add(Tone.STRONG, "AMI        " + baked.id() + "  " + baked.region());
        baked.described().ifPresent(this::details);
        add(Tone.PLAIN, "  builder  " + baked.builder());
        String phases = report.phases().stream()
                .filter(phase -> phase.builder().equals(baked.builder()))
                .map(phase -> phase.phase().word() + " " + Durations.of(phase.duration()))
                .collect(Collectors.joining(", "));
        if (!phases.isEmpty()) {
            add(Tone.PLAIN, "  phases   " + phases);
        }
    }

    private void details(Ami ami) {
        add(Tone.PLAIN, "  name     " + ami.name());
        String name = ami.tags().get("SourceAMIName");
        ami.source().ifPresent(base -> add(Tone.PLAIN, "  base     " + base + (name == null ? "" : "  " + name)));
        ami.snapshots()
                .forEach(snapshot ->
                        add(Tone.PLAIN, "  snapshot " + snapshot.id() + " (" + snapshot.sizeGiB() + " GiB)"));
    }

    private void leftover(Leftover leftover) {
        String what = leftover.kind().word() + " " + leftover.id() + " in " + leftover.region();
        if (leftover.removed()) {
            add(Tone.PLAIN, "Removed " + what + ".");
        } else {
            add(Tone.BAD, "Left: " + what + ": " + leftover.note());
            add(Tone.PLAIN, "  Remove it with: " + leftover.command());
        }
    }

    private void lock(LockUpdate lock) {
        int changes = lock.changes().size();
        String what = lock.isNew()
                ? "new, with " + changes + (changes == 1 ? " entry" : " entries")
                : changes == 0 ? "nothing changed" : changes + (changes == 1 ? " change" : " changes");
        add(Tone.STRONG, "Lock file " + lock.file() + ": " + what + ".");
        if (!lock.isNew()) {
            lock.changes().stream().limit(MOST_CHANGES).forEach(change -> add(Tone.PLAIN, "  " + change.line()));
            if (changes > MOST_CHANGES) {
                add(Tone.PLAIN, "  and " + (changes - MOST_CHANGES) + " more");
            }
        }
        if (audience == Audience.JENKINS && changes > 0) {
            add(
                    Tone.PLAIN,
                    "  It is in the workspace: keep it with archiveArtifacts '" + lock.file()
                            + "', and commit it beside the template.");
        }
        lock.unlocked()
                .forEach(build -> add(
                        Tone.PLAIN,
                        "  " + build + ": no package versions, as the template downloads no manifest of the image."));
    }

    private void end() {
        String took = Durations.of(report.duration());
        if (report.outcome() == BakeOutcome.SUCCESS) {
            String what = report.amis().isEmpty() ? "Succeeded without an AMI," : "Baked " + count(report);
            add(Tone.GOOD, what + " in " + took + ".");
        } else {
            String what = report.outcome() == BakeOutcome.CANCELLED ? "Cancelled" : "Failed";
            add(Tone.BAD, what + " after " + took + AmiCount.kept(report.amis().size()) + ".");
        }
    }

    private static String count(BakeReport report) {
        return AmiCount.of(report.amis().size());
    }
}
