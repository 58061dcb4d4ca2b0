package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseDecision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Option;

/** Runs a bake for a command and shows it, as these options say. */
final class BakeRun {
    @Option(names = "--grace", paramLabel = "SECONDS", descriptionKey = "bake.graceSeconds")
    private long grace;

    @Option(names = "--quiet", description = "Show phases and the report, without packer's output.")
    private boolean quiet;

    @Option(
            names = "--json",
            description = "Print the report as one JSON object on standard output; the rest goes to standard error.")
    private boolean json;

    /**
     * Bakes and reports.
     *
     * @param lock the lock file, which counts as the mode says
     * @param reuse whether AMIs of an earlier bake will do
     * @return the exit code
     */
    int bake(BakeRequest request, CliEnvironment surroundings, LockUse.Mode mode, Path lock, ReuseOptions reuse)
            throws IOException {
        Terminal terminal = Terminal.on(json ? System.err : System.out);
        BakeView view = new BakeView(terminal, quiet);
        try (Cancellation cancel = new Cancellation(terminal, Duration.ofSeconds(grace));
                Scratch scratch = Scratch.make()) {
            LockUse use = new LockUse(mode, lock.toString(), scratch.directory().toString());
            BakeSession session =
                    new BakeSession(surroundings, () -> new AwsCloud(surroundings.access()), view, cancel, use, reuse);
            BakeReport report = view.masked(session.bake(request));
            BakeOutput output = new BakeOutput(report, session.decision(), session.key());
            if (json) {
                System.out.println(output.json(session.timings()));
                System.out.flush();
            }
            output.print(terminal);
            local(report, surroundings, terminal);
            if (mode == LockUse.Mode.WRITE
                    && session.decision().filter(ReuseDecision::reused).isPresent()) {
                terminal.line(ReuseDecision.LOCK_UNTOUCHED);
            }
            return ExitCode.of(report);
        } catch (InterruptedException | CancellationException e) {
            terminal.bad("Cancelled before anything was started.");
            return ExitCode.CANCELLED;
        }
    }

    /** The remedy of a base AMI that is not found asks AWS; the local cloud has but a few, which are named instead. */
    private static void local(BakeReport report, CliEnvironment surroundings, Terminal terminal) throws IOException {
        boolean none = report.failures().stream().anyMatch(failure -> failure.cause() == FailureCause.NO_SOURCE_AMI);
        if (none) {
            LocalCloud.running()
                    .filter(cloud -> surroundings
                            .endpoint()
                            .filter(cloud.endpoint()::equals)
                            .isPresent())
                    .ifPresent(cloud -> terminal.line("  The local cloud's base AMIs, by name and owner: "
                            + String.join(", ", cloud.baseImages()) + "."));
        }
    }
}
