package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.runway.RunwayCommands;
import io.jenkins.plugins.amibakery.engine.runway.RunwayLog;
import io.jenkins.plugins.amibakery.engine.runway.RunwayOutput;
import io.jenkins.plugins.amibakery.engine.runway.RunwayVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Runs Runway on this machine. */
final class LocalRunway {
    private final Map<String, String> environment;

    /** @param environment all that Runway gets, but for what each command sets over it */
    LocalRunway(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The result of a run.
     *
     * @param outcome how it ended
     * @param log what it said
     */
    record Result(CommandOutcome outcome, RunwayLog log) {}

    /**
     * The version of a Runway, as it is installed or as it says.
     *
     * @throws DeployFailedException when there is none, or it is not that program
     */
    RunwayVersion version(String runway, Path directory) throws IOException, InterruptedException {
        Optional<RunwayVersion> installed = InstalledRunway.version(runway, environment);
        return installed.isPresent() ? installed.get() : asked(runway, directory);
    }

    private RunwayVersion asked(String runway, Path directory) throws IOException, InterruptedException {
        CommandOutput answer;
        try {
            answer = CommandOutput.to(RunwayCommands.version(runway, directory), environment);
        } catch (BakeFailedException e) {
            throw new DeployFailedException(
                    DeployFailureCause.RUNWAY_MISSING, e.failure().detail());
        }
        return RunwayVersion.read(answer.text())
                .filter(version -> answer.succeeded())
                .orElseThrow(
                        () -> new DeployFailedException(DeployFailureCause.RUNWAY_MISSING, answer.unlike("runway")));
    }

    /** Runs a command of Runway's to its end, or until it is cancelled. */
    Result run(CommandLine command, DeployView view, Cancellation cancel) throws IOException, InterruptedException {
        RunwayLog log = new RunwayLog();
        RunwayOutput output = new RunwayOutput(event -> {
            log.accept(event);
            view.event(event);
        });
        LocalProcess process = LocalProcess.startApart(command, environment, LocalProcess.Stop.INTERRUPT);
        CommandOutcome outcome = cancel.finish(process, output::feed);
        output.end();
        return new Result(outcome, log);
    }
}
