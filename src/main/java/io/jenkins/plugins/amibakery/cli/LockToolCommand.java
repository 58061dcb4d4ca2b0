package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.lockfile.LockTool;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ami-bakery lock-tool}: prints the script that has locked versions installed. */
@Command(
        name = "lock-tool",
        description = "Print the shell script that makes apt or dnf install locked versions, for a template to run.",
        mixinStandardHelpOptions = true)
final class LockToolCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.out.print(LockTool.text());
        return ExitCode.OK;
    }
}
