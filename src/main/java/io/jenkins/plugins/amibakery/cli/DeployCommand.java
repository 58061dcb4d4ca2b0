package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.deploy.Approval;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ami-bakery deploy}: deploys what runway.yml says, and reports its stacks. */
@Command(
        name = "deploy",
        description = "Deploy an AMI with Runway and report the stacks.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DeployCommand implements Callable<Integer> {
    @Mixin
    private DeployOptions options;

    @Option(
            names = "--approved",
            paramLabel = "DIGEST|FILE",
            description = "Deploy only if a new plan equals the approved one: its digest, or the file of"
                    + " `plan --out`. Differences are named.")
    private String approved;

    @Override
    public Integer call() throws IOException {
        Optional<Approval> approval = approved == null ? Optional.empty() : Optional.of(ApprovalOption.read(approved));
        return new DeployRun(options).deploy(approval);
    }
}
