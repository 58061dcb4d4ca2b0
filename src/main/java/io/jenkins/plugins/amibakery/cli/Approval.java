package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.bakery.Deploy;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What somebody approved.
 *
 * @param digest the plan's digest
 * @param plan what it stands for; empty when the plan was made elsewhere and only its digest is at hand
 */
record Approval(String digest, Optional<PlanDigest> plan) {
    /**
     * Reads what was given for {@code --approved}.
     *
     * @throws IllegalArgumentException with one clear line when it is neither a digest nor a plan's file
     */
    static Approval read(String given) throws IOException {
        if (given.matches("sha256:[0-9a-f]{64}")) {
            return new Approval(given, PlanFile.remembered(given));
        }
        try {
            Path file = Path.of(given);
            if (Files.isRegularFile(file)) {
                PlanDigest plan = PlanFile.read(file);
                return new Approval(plan.value(), Optional.of(plan));
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "--approved '" + given
                        + "' is neither a plan's digest (sha256: and 64 digits) nor a file that `ami-bakery plan --out` wrote.");
    }

    /** @throws DeployFailedException when the plan is another one by now, naming what has moved as far as that is known */
    void require(PlanDigest now) {
        if (plan.isPresent()) {
            Deploy.requireApproved(plan.get(), now);
            return;
        }
        Deploy.requireApproved(now, now);
        if (!now.value().equals(digest)) {
            throw new DeployFailedException(
                    DeployFailureCause.PLAN_CHANGED,
                    "The plan is now " + now.value() + " (" + now.environment() + ", "
                            + (now.ami().isEmpty() ? "no AMI" : now.ami()) + ") and not the approved " + digest
                            + ", which was not made on this machine; the file of `plan --out` would tell what has moved");
        }
    }
}
