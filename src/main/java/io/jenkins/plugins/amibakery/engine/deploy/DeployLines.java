package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.model.Audience;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.Durations;
import io.jenkins.plugins.amibakery.engine.model.Line;
import io.jenkins.plugins.amibakery.engine.model.Line.Tone;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report for people:
 *
 * <pre>
 * us-west-2: good
 *   vpc  complete  CREATE_COMPLETE  creating new stack
 *     VpcId = vpc-0f6a1b2c3d4e5f607
 * Deployed dev: 1 stack created, 2 unchanged in 24.1 s: ami-0d53cc9bd365ad65b, before ami-0aaaaaaaaaaaaaaaa.
 * </pre>
 */
public final class DeployLines {
    private final DeployReport report;
    private final Audience audience;
    private final String command;
    private final List<Line> lines = new ArrayList<>();

    private DeployLines(DeployReport report, Audience audience, String command) {
        this.report = report;
        this.audience = audience;
        this.command = command;
    }

    /** @param report already masked */
    public static List<Line> inJenkins(DeployReport report) {
        return all(new DeployLines(report, Audience.JENKINS, ""));
    }

    /**
     * @param report already masked
     * @param command what deploys with the options that were given, already masked
     */
    public static List<Line> atTerminal(DeployReport report, String command) {
        return all(new DeployLines(report, Audience.TERMINAL, command));
    }

    private static List<Line> all(DeployLines lines) {
        lines.findings();
        lines.report.plan().ifPresent(lines::plan);
        lines.end();
        return List.copyOf(lines.lines);
    }

    /** The same without what can be approved and without the last line, of a plan in Jenkins that another run follows. */
    public static List<Line> findings(DeployReport report) {
        DeployLines lines = new DeployLines(report, Audience.JENKINS, "");
        lines.findings();
        return List.copyOf(lines.lines);
    }

    private void add(Tone tone, String text) {
        lines.add(new Line(tone, text));
    }

    private void findings() {
        regions();
        report.locks().released().forEach(lock -> add(Tone.PLAIN, "Released this run's lock " + lock.shown() + "."));
        report.locks()
                .left()
                .forEach(lock -> add(
                        Tone.BAD, "Left: lock " + lock.shown() + "; by hand it is released with: " + lock.release()));
        report.notes().forEach(note -> add(Tone.PLAIN, note));
        report.failures().forEach(failure -> add(Tone.BAD, line(failure)));
    }

    private String line(DeployFailure failure) {
        return audience == Audience.TERMINAL ? failure.line() : failure.lineInJenkins();
    }

    private void regions() {
        Map<String, List<DeployedStack>> regions = new LinkedHashMap<>();
        report.stacks()
                .forEach(stack -> regions.computeIfAbsent(stack.verdict().region(), region -> new ArrayList<>())
                        .add(stack));
        regions.forEach((region, some) -> {
            boolean good = some.stream().map(DeployedStack::verdict).allMatch(StackVerdict::isGood);
            String verdict = isFirstPlan() ? "" : good ? ": good" : ": not good";
            add(Tone.STRONG, (region.isEmpty() ? "no region told" : region) + verdict);
            some.forEach(this::stack);
        });
    }

    /** Whether it is a plan of an environment to which nothing was deployed yet. */
    private boolean isFirstPlan() {
        return report.plan()
                .filter(plan -> plan.first() && !plan.digest().isWhole())
                .isPresent();
    }

    private void stack(DeployedStack stack) {
        StackVerdict verdict = stack.verdict();
        int width = report.stacks().stream()
                .mapToInt(each -> each.verdict().stack().length())
                .max()
                .orElse(1);
        String line = String.format(
                Locale.ROOT,
                "  %-" + Math.max(1, width) + "s  %-9s  %s  %s",
                verdict.stack(),
                verdict.status().name().toLowerCase(Locale.ROOT),
                stack.status(),
                verdict.reason().lines().findFirst().orElse(""));
        add(verdict.isGood() ? Tone.PLAIN : Tone.BAD, line.stripTrailing());
        stack.outputs().forEach((name, value) -> add(Tone.PLAIN, "    " + name + " = " + value));
    }

    private void plan(PlannedDeploy planned) {
        PlanDigest plan = planned.digest();
        planned.changes().forEach(change -> add(Tone.PLAIN, "  " + change.place() + ": " + change.summary()));
        plan.newest().forEach(place -> add(Tone.BAD, "  not fixed: " + place));
        if (isFirstPlan()) {
            add(Tone.STRONG, String.join("; ", plan.gaps()) + ".");
            add(
                    Tone.PLAIN,
                    "  to deploy without a plan: " + (audience == Audience.JENKINS ? "action: 'deploy'" : command));
            return;
        }
        if (!plan.isWhole()) {
            add(Tone.BAD, "The plan is incomplete and cannot be approved: " + String.join("; ", plan.gaps()) + ".");
            return;
        }
        add(Tone.STRONG, "Plan " + plan.value());
        String same = audience == Audience.JENKINS
                ? "approved: '" + plan.value() + "'"
                : command + " --approved " + plan.value();
        add(Tone.PLAIN, "  to deploy exactly this: " + same);
    }

    private void end() {
        DeployReport.Run run = report.run();
        if (report.outcome() != DeployOutcome.SUCCESS) {
            String what = report.outcome() == DeployOutcome.CANCELLED ? "Cancelled" : "Failed";
            add(Tone.BAD, what + " after " + Durations.of(Duration.ofMillis(run.durationMillis())) + "." + done());
            return;
        }
        if (isFirstPlan()) {
            return;
        }
        String stacks = count(report.stacks());
        String took = " in " + Durations.of(Duration.ofMillis(run.durationMillis()));
        add(
                Tone.GOOD,
                switch (run.action()) {
                    case INIT -> "Prepared " + run.environment() + took + ".";
                    case PLAN -> "Planned " + stacks + " of " + run.environment() + took + ".";
                    case DESTROY -> "Destroyed " + stacks + " of " + run.environment() + took + ".";
                    case DEPLOY -> "Deployed " + run.environment() + ": " + changed() + took + amis(run) + ".";
                });
    }

    /** Such as {@code 1 stack created, 1 updated, 2 unchanged}. */
    private String changed() {
        List<DeployedStack> done = report.complete();
        long created = done.stream()
                .filter(stack -> stack.verdict().reason().equals("creating new stack"))
                .count();
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("created", created);
        counts.put("updated", done.size() - created);
        counts.put("unchanged", (long) report.stacks().size() - done.size());
        counts.values().removeIf(count -> count == 0);
        if (counts.isEmpty()) {
            return "0 stacks updated";
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((word, count) ->
                parts.add(count + (!parts.isEmpty() ? " " : count == 1 ? " stack " : " stacks ") + word));
        return String.join(", ", parts);
    }

    private String done() {
        List<DeployedStack> complete = report.complete();
        return complete.isEmpty() || report.run().action() == DeployAction.PLAN
                ? ""
                : " " + count(complete) + " done before.";
    }

    private static String amis(DeployReport.Run run) {
        return run.ami().isEmpty()
                ? ""
                : ": " + run.ami() + (run.replacedAmi().isEmpty() ? "" : ", before " + run.replacedAmi());
    }

    private static String count(List<DeployedStack> stacks) {
        return stacks.size() + (stacks.size() == 1 ? " stack" : " stacks");
    }
}
