package io.jenkins.plugins.amibakery.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ami-bakery destroy}: removes what was deployed. */
@Command(
        name = "destroy",
        description = "Remove what was deployed, in reverse order.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DestroyCommand implements Callable<Integer> {
    @Mixin
    private DeployOptions options;

    @Override
    public Integer call() throws IOException {
        return new DeployRun(options).destroy();
    }
}
