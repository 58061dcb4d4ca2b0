package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployReport;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.FinishedDeploy;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.util.List;
import java.util.Locale;

/**
 * A report for people:
 *
 * <pre>
 * us-west-2: good
 *   vpc       complete  CREATE_COMPLETE  creating new stack
 *     VpcId = vpc-0f6a1b2c3d4e5f607
 * Deployed 1 stack to dev in 24.1 s: ami-0d53cc9bd365ad65b, before ami-0aaaaaaaaaaaaaaaa.
 * </pre>
 */
final class DeployText {
    private final DeployResult result;
    private final DeployReport report;
    private final DeployView view;
    private final Terminal terminal;

    private DeployText(DeployResult result, DeployView view) {
        this.result = result;
        this.report = result.finished().report();
        this.view = view;
        this.terminal = view.terminal();
    }

    static void print(DeployResult result, DeployView view) {
        new DeployText(result, view).print();
    }

    private void print() {
        FinishedDeploy finished = result.finished();
        terminal.line("");
        report.byRegion().forEach((region, good) -> {
            String title = (region.isEmpty() ? "no region told" : region) + ": " + (good ? "good" : "not good");
            terminal.strong(title);
            finished.stacks().stream()
                    .filter(stack -> stack.verdict().region().equals(region))
                    .forEach(this::print);
        });
        for (GraphLock lock : finished.released()) {
            terminal.line("Released this run's lock " + lock.shown() + ".");
        }
        for (GraphLock lock : report.locksLeft()) {
            terminal.bad("Left: lock " + lock.code() + "; by hand it is released with: " + lock.release());
        }
        finished.notes().forEach(note -> terminal.line(view.mask(note)));
        report.failures().forEach(failure -> terminal.bad(view.mask(failure.line())));
        result.plan().ifPresent(this::print);
        end();
    }

    private void print(DeployedStack stack) {
        StackVerdict verdict = stack.verdict();
        int width = longestName();
        String line = String.format(
                Locale.ROOT,
                "  %-" + width + "s  %-9s  %s  %s",
                verdict.stack(),
                verdict.status().name().toLowerCase(Locale.ROOT),
                stack.status(),
                verdict.reason().lines().findFirst().orElse(""));
        if (verdict.isGood()) {
            terminal.line(view.mask(line.stripTrailing()));
        } else {
            terminal.bad(view.mask(line.stripTrailing()));
        }
        stack.outputs().forEach((name, value) -> terminal.line(view.mask("    " + name + " = " + value)));
    }

    private int longestName() {
        return report.stacks().stream()
                .mapToInt(verdict -> verdict.stack().length())
                .max()
                .orElse(1);
    }

    private void print(PlanDigest plan) {
        if (!plan.isWhole()) {
            terminal.bad("The plan is incomplete and cannot be approved: " + String.join("; ", plan.gaps()) + ".");
            return;
        }
        terminal.strong("Plan " + plan.value());
        terminal.line("  to deploy exactly this: ami-bakery deploy " + plan.environment()
                + (plan.ami().isEmpty() ? "" : " --ami " + plan.ami()) + " --approved " + plan.value());
    }

    private void end() {
        String took = " in " + Seconds.of(report.duration());
        if (report.outcome() != DeployOutcome.SUCCESS) {
            String what = report.outcome() == DeployOutcome.CANCELLED ? "Cancelled" : "Failed";
            terminal.bad(what + " after " + Seconds.of(report.duration()) + "." + done());
            return;
        }
        String stacks = count(report.stacks());
        terminal.good(
                switch (report.action()) {
                    case INIT -> "Prepared " + report.environment() + took + ".";
                    case PLAN -> "Planned " + stacks + " of " + report.environment() + took + ".";
                    case DESTROY -> "Destroyed " + stacks + " of " + report.environment() + took + ".";
                    case DEPLOY -> "Deployed " + stacks + " to " + report.environment() + took + amis() + ".";
                });
    }

    private String done() {
        List<StackVerdict> complete = report.stacks().stream()
                .filter(stack -> stack.status() == StackVerdict.Status.COMPLETE)
                .toList();
        return complete.isEmpty() || report.action() == DeployAction.PLAN
                ? ""
                : " " + count(complete) + " done before.";
    }

    private String amis() {
        return report.ami()
                .map(ami -> ": " + ami
                        + result.replaced().map(old -> ", before " + old).orElse(""))
                .orElse("");
    }

    private static String count(List<StackVerdict> stacks) {
        return stacks.size() + (stacks.size() == 1 ? " stack" : " stacks");
    }
}
