package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.build.BakePlan;
import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.packer.PackerCommands;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerLog;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerRun;
import io.jenkins.plugins.amibakery.engine.reuse.KeyQuestion;
import io.jenkins.plugins.amibakery.engine.reuse.RecipeQuestion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Runs packer on this machine. */
final class LocalPacker {
    private final Map<String, String> environment;

    /** @param environment all that packer gets, but for what each command sets over it */
    LocalPacker(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Asks a packer for its version.
     *
     * @throws BakeFailedException when there is none, or it is not that program
     */
    PackerVersion version(String packer, Path directory) throws IOException, InterruptedException {
        return version(askVersion(packer, directory));
    }

    /**
     * Begins to ask a packer for its version, and goes on.
     *
     * @throws BakeFailedException when there is none
     */
    CommandOutput.Asked askVersion(String packer, Path directory) {
        return CommandOutput.Asked.of(PackerCommands.version(packer, directory), environment);
    }

    /**
     * Waits for the version that was asked for.
     *
     * @throws BakeFailedException when it is no packer
     */
    static PackerVersion version(CommandOutput.Asked asked) throws IOException, InterruptedException {
        CommandOutput answer = asked.answer();
        return PackerVersion.read(answer.text())
                .filter(version -> answer.succeeded())
                .orElseThrow(() -> new BakeFailedException(FailureCause.PACKER_MISSING, answer.unlike("packer")));
    }

    /** Asks a packer which plugins it has. */
    PackerPlugins plugins(String packer, PackerVersion version, Path directory)
            throws IOException, InterruptedException {
        return PackerPlugins.areKnownTo(version)
                ? PackerPlugins.read(CommandOutput.to(PackerCommands.plugins(packer, directory), environment)
                        .text())
                : PackerPlugins.NONE;
    }

    /** The question for a key, with what this packer tells. */
    KeyQuestion told(RecipeQuestion recipe, PackerVersion version, Optional<LockFile> lock)
            throws IOException, InterruptedException {
        BakeRequest request = recipe.request();
        PackerPlugins plugins = plugins(request.packer(), version, request.directory());
        return new KeyQuestion(recipe, version, plugins, lock);
    }

    /**
     * Runs what a plan wants to have succeeded first.
     *
     * @return what it left if it failed or was cancelled
     */
    Optional<PackerResult> prepare(BakePlan plan, BakeView view, Cancellation cancel)
            throws IOException, InterruptedException {
        if (plan.preparation().isEmpty()) {
            return Optional.empty();
        }
        PackerResult prepared = run(plan.preparation().get(), view, view, cancel);
        return prepared.outcome().succeeded() ? Optional.empty() : Optional.of(prepared);
    }

    /** Runs a command of packer to its end, or until it is cancelled. */
    PackerResult run(CommandLine command, BakeView view, PackerRun.Listener told, Cancellation cancel)
            throws IOException, InterruptedException {
        Instant started = Instant.now();
        PackerRun run = new PackerRun(told);
        PackerLog log = new PackerLog(event -> {
            run.accept(event, Instant.now());
            view.event(event);
        });
        LocalProcess process = LocalProcess.startApart(command, environment, LocalProcess.Stop.TERMINATE);
        CommandOutcome outcome = cancel.finish(process, log::feed);
        log.end();
        return new PackerResult(outcome, run.facts(), started);
    }
}
