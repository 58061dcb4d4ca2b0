package io.jenkins.plugins.amibakery.steps.deploy;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the build's log says at a deployment's end:
 *
 * <pre>
 * us-west-2: good
 *   vpc: complete, CREATE_COMPLETE
 *     VpcId = vpc-0f6a1b2c3d4e5f607
 * Deployed 1 stack to dev in 24.1 s: ami-0d53cc9bd365ad65b, before ami-0aaaaaaaaaaaaaaaa.
 * </pre>
 */
final class DeployReport {
    private DeployReport() {}

    /** The stacks, region by region. */
    static List<String> stacks(List<DeployedStack> stacks) {
        Map<String, List<DeployedStack>> regions = new LinkedHashMap<>();
        stacks.forEach(stack -> regions.computeIfAbsent(stack.verdict().region(), region -> new ArrayList<>())
                .add(stack));
        List<String> lines = new ArrayList<>();
        regions.forEach((region, some) -> {
            boolean good = some.stream().map(DeployedStack::verdict).allMatch(StackVerdict::isGood);
            lines.add((region.isEmpty() ? "no region told" : region) + ": " + (good ? "good" : "not good"));
            some.forEach(stack -> add(stack, lines));
        });
        return lines;
    }

    private static void add(DeployedStack stack, List<String> lines) {
        StackVerdict verdict = stack.verdict();
        String reason = verdict.reason().lines().findFirst().orElse("");
        lines.add("  " + verdict.stack() + ": " + verdict.status().name().toLowerCase(Locale.ROOT)
                + (stack.status().isEmpty() ? "" : ", " + stack.status())
                + (reason.isEmpty() ? "" : " (" + reason + ")"));
        stack.outputs().forEach((name, value) -> lines.add("    " + name + " = " + value));
    }

    /** Whether and how a plan can be approved. */
    static String plan(PlanDigest plan) {
        return plan.isWhole()
                ? "Plan " + plan.value() + "; to deploy exactly this: approved: '" + plan.value() + "'"
                : "The plan is incomplete and cannot be approved: " + String.join("; ", plan.gaps()) + ".";
    }

    /**
     * The last line.
     *
     * @param replaced the image that was there before; empty when nobody knows
     */
    static String end(
            DeployParameters parameters,
            DeployAction action,
            List<DeployedStack> stacks,
            List<DeployFailure> failures,
            boolean cancelled,
            String replaced,
            long millis) {
        if (cancelled || !failures.isEmpty()) {
            return (cancelled ? "Cancelled" : "Failed") + " after " + time(millis) + ".";
        }
        String count = stacks.size() + (stacks.size() == 1 ? " stack" : " stacks");
        String took = " in " + time(millis);
        return switch (action) {
            case INIT -> "Prepared " + parameters.environment + took + ".";
            case PLAN -> "Planned " + count + " of " + parameters.environment + took + ".";
            case DESTROY -> "Destroyed " + count + " of " + parameters.environment + took + ".";
            case DEPLOY ->
                "Deployed " + count + " to " + parameters.environment + took + amis(parameters.amiId(), replaced) + ".";
        };
    }

    private static String amis(String ami, String replaced) {
        if (ami == null) {
            return "";
        }
        return ": " + ami + (replaced.isEmpty() || replaced.equals(ami) ? "" : ", before " + replaced);
    }

    private static String time(long millis) {
        return millis < 60_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
                : millis / 60_000 + " min " + millis / 1000 % 60 + " s";
    }
}
