package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.build.PackerBuild;
import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.lockfile.BakeLock;
import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.reuse.RecipeQuestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ami-bakery lock}: what the lock file of a template says, and what would be different now. */
@Command(
        name = "lock",
        description = {
            "Say what the lock file holds, and whether a locked bake could start: are base AMI, packer and plugins there?",
            "With --update, bake once, write the versions it used, and show what changed in the lock."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LockCommand implements Callable<Integer> {
    @Mixin
    private RecipeOptions recipe;

    @Option(names = "--update", description = "Bake once without the lock and write a new one; the AMI is kept.")
    private boolean update;

    @Mixin
    private LockFileOption file;

    @Mixin
    private BakeRun run;

    @Override
    public Integer call() throws IOException {
        CliEnvironment surroundings = recipe.surroundings();
        BakeRequest request = recipe.request(surroundings).build();
        Path lock = file.of(request);
        if (update) {
            return run.bake(request, surroundings, LockUse.Mode.WRITE, lock, new ReuseOptions());
        }
        try {
            return checked(request, surroundings, lock);
        } catch (InterruptedException e) {
            return ExitCode.CANCELLED;
        }
    }

    private static long floating(BakeRequest request, CliEnvironment surroundings) throws IOException {
        RecipeQuestion recipe =
                new RecipeQuestion(request, surroundings.environment(), surroundings.anyRegion(), List.of());
        return LocalKeys.keys(surroundings.environment())
                .read(recipe)
                .facts()
                .floating()
                .size();
    }

    private static int checked(BakeRequest request, CliEnvironment surroundings, Path file)
            throws IOException, InterruptedException {
        Terminal terminal = Terminal.on(System.out);
        PackerTemplate template = PackerTemplate.read(request.template(), request.directory());
        LocalPacker packer = new LocalPacker(surroundings.environment());
        PackerVersion version = packer.version(request.packer(), request.directory());
        PackerPlugins plugins = packer.plugins(request.packer(), version, request.directory());
        BakeLock lock = new BakeLock(new LockUse(LockUse.Mode.KEEP, file.toString(), ""), request);
        lock.read();
        try (Cloud cloud = new AwsCloud(surroundings.access())) {
            Optional<Region> region = PackerBuild.region(request, template, surroundings.environment(), cloud);
            lock.check(new PackerTold(version, plugins), template, region, cloud::images);
            LockText.print(file, lock.kept().orElseThrow(), floating(request, surroundings), terminal);
            terminal.good("All of it is there: a locked bake can start.");
            return ExitCode.OK;
        } catch (BakeFailedException e) {
            boolean moved = e.failure().cause() == FailureCause.LOCK_DIFFERS
                    || e.failure().cause() == FailureCause.LOCK_GONE;
            if (!moved) {
                throw e;
            }
            terminal.bad(e.getMessage());
            return ExitCode.FAILED;
        }
    }
}
