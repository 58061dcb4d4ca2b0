package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.packages.ManifestTool;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ami-bakery manifest-tool}: prints the script that records an image's packages. */
@Command(
        name = "manifest-tool",
        description =
                "Print the shell script that records an image's packages and repositories, for a template to run.",
        mixinStandardHelpOptions = true)
final class ManifestToolCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.print(ManifestTool.text());
        return ExitCode.OK;
    }
}
