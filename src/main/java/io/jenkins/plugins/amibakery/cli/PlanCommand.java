package io.jenkins.plugins.amibakery.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ami-bakery plan}: shows what a deployment would change, and gives the digest by which it is approved. */
@Command(
        name = "plan",
        description = "Show what a deployment would change, and the digest to approve; changes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private DeployOptions options;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write what the digest covers to a file, to be approved on another machine.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        return new DeployRun(options).plan(Optional.ofNullable(out));
    }
}
