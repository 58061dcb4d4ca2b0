package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody approved.
 *
 * @param digest the plan's digest
 * @param plan what it stands for; empty when only the digest is at hand, so that it cannot be said what has moved
 * @param replaced the AMI that it was to replace; empty when that is not known
 * @param whyUnknown when the plan is not at hand, why, such as {@code no build of this job made it}
 */
public record Approval(String digest, Optional<PlanDigest> plan, String replaced, String whyUnknown) {
    /** Whether a text is written as a plan's digest is. */
    public static boolean isDigest(String text) {
        return text.matches("sha256:[0-9a-f]{64}");
    }

    /**
     * Refuses to go on from a plan that is not the approved one.
     *
     * @param now the plan as it is at this moment
     * @param replaces the AMI that would be replaced now; empty when that is not known
     * @throws DeployFailedException that names what has moved as far as that is known, or why the plan cannot be approved at all
     */
    public void require(PlanDigest now, String replaces) {
        plan.ifPresent(Approval::requireWhole);
        requireWhole(now);
        if (now.value().equals(digest)) {
            return;
        }
        List<String> moved = new ArrayList<>();
        if (!replaced.isEmpty() && !replaces.isEmpty() && !replaces.equals(replaced)) {
            moved.add("the AMI to be replaced was " + replaced + " and is now " + replaces);
        }
        plan.map(now::moved).ifPresent(moved::addAll);
        throw new DeployFailedException(
                DeployFailureCause.PLAN_CHANGED,
                moved.isEmpty() ? unknown(now) : "Since the approval: " + String.join("; ", moved));
    }

    private String unknown(PlanDigest now) {
        return "The plan is now " + now.value() + " (" + now.environment() + ", "
                + (now.ami().isEmpty() ? "no AMI" : now.ami()) + ") and not the approved " + digest + "; " + whyUnknown
                + ", so what has moved is not known";
    }

    private static void requireWhole(PlanDigest plan) {
        if (!plan.isWhole()) {
            throw new DeployFailedException(
                    DeployFailureCause.PLAN_INCOMPLETE, "The plan is incomplete: " + String.join("; ", plan.gaps()));
        }
    }
}
