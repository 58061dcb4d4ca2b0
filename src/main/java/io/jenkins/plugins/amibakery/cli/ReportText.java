package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiCount;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseDecision;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report for people:
 *
 * <pre>
 * AMI        ami-0d53cc9bd365ad65b  us-west-2
 *   name     img-mgr-1.0.0-6b0302cc
 *   base     ami-0aaaaaaaaaaaaaaaa
 *   snapshot snap-70c8ec788709b24df (8 GiB)
 *   phases   validate 0.4 s, launch 1.0 s, connect 0.3 s, provision 9.2 s, stop 0.3 s, image 0.4 s
 * Baked 1 AMI in 12.4 s.
 * </pre>
 */
final class ReportText {
    private ReportText() {}

    /** @param reused whose AMIs they are when none was baked */
    static void print(BakeReport report, Optional<ReuseDecision> reused, Terminal terminal) {
        terminal.line("");
        report.amis().forEach(ami -> print(report, ami, terminal));
        for (Leftover leftover : report.leftovers()) {
            String what = leftover.kind().word() + " " + leftover.id() + " in " + leftover.region();
            if (leftover.removed()) {
                terminal.line("Removed " + what + ".");
            } else {
                terminal.bad("Left: " + what + ": " + leftover.note());
                terminal.line("  By hand it is removed with: " + leftover.command());
            }
        }
        report.failures().forEach(failure -> terminal.bad(failure.line()));
        if (reused.isPresent()) {
            terminal.good(
                    "Reused " + count(report) + " in " + Durations.of(report.duration()) + ": " + origin(reused.get()));
        } else if (report.outcome() == BakeOutcome.SUCCESS) {
            terminal.good("Baked " + count(report) + " in " + Durations.of(report.duration()) + ".");
        } else {
            String what = report.outcome() == BakeOutcome.CANCELLED ? "Cancelled" : "Failed";
            String kept = AmiCount.kept(report.amis().size());
            terminal.bad(what + " after " + Durations.of(report.duration()) + kept + ".");
        }
    }

    private static String origin(ReuseDecision reused) {
        String who = reused.startedBy().isEmpty() ? "" : " of " + reused.startedBy();
        String when = reused.baked().map(baked -> " at " + baked).orElse("");
        return "made by bake " + reused.bakeId() + who + when + ".";
    }

    private static String count(BakeReport report) {
        return AmiCount.of(report.amis().size());
    }

    private static void print(BakeReport report, BakedAmi baked, Terminal terminal) {
        terminal.strong("AMI        " + baked.id() + "  " + baked.region());
        baked.described().ifPresent(ami -> print(ami, terminal));
        String phases = report.phases().stream()
                .filter(phase -> phase.builder().equals(baked.builder()))
                .map(ReportText::phase)
                .collect(Collectors.joining(", "));
        terminal.line("  builder  " + baked.builder());
        if (!phases.isEmpty()) {
            terminal.line("  phases   " + phases);
        }
    }

    private static void print(Ami ami, Terminal terminal) {
        terminal.line("  name     " + ami.name());
        ami.source().ifPresent(base -> terminal.line("  base     " + base + sourceName(ami)));
        ami.snapshots()
                .forEach(
                        snapshot -> terminal.line("  snapshot " + snapshot.id() + " (" + snapshot.sizeGiB() + " GiB)"));
    }

    private static String sourceName(Ami ami) {
        String name = ami.tags().get("SourceAMIName");
        return name == null ? "" : "  " + name;
    }

    private static String phase(PhaseTime time) {
        return time.phase().word() + " " + Durations.of(time.duration());
    }
}
