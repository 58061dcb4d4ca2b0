package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.deploy.Approval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** What was given for {@code --approved}: a plan's digest, or its file. */
final class ApprovalOption {
    private ApprovalOption() {}

    /** @throws IllegalArgumentException with one clear line when it is neither */
    static Approval read(String given) throws IOException {
        if (Approval.isDigest(given)) {
            Optional<PlanFile> made = PlanFile.remembered(given);
            return new Approval(
                    given,
                    made.map(PlanFile::digest),
                    made.map(PlanFile::replaced).orElse(""),
                    "that one was not made on this machine, and the file of `plan --out` was not given");
        }
        try {
            Path file = Path.of(given);
            if (Files.isRegularFile(file)) {
                PlanFile plan = PlanFile.read(file);
                return new Approval(plan.digest().value(), Optional.of(plan.digest()), plan.replaced(), "");
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "--approved '" + given
                        + "' is neither a plan's digest (sha256: and 64 digits) nor a file that `ami-bakery plan --out` wrote.");
    }
}
