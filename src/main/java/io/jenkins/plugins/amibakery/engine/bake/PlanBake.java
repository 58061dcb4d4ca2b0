package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.build.BakePlan;
import io.jenkins.plugins.amibakery.engine.build.Manifests;
import io.jenkins.plugins.amibakery.engine.build.PackerBuild;
import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.command.SecretFile;
import io.jenkins.plugins.amibakery.engine.lockfile.BakeLock;
import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.SecretVariables;
import io.jenkins.plugins.amibakery.engine.reuse.TemplateDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first half of a bake, where its template is: decides what to run, checks that a lock can be kept, and notes what has to be known
 * afterwards. Makes the bake's scratch directory and, if there are secret variables, their var file in it; apart from that it changes
 * nothing.
 *
 * @param request what is wanted; run in the directory of the place
 * @param packer what packer has told
 * @param lock the part of the lock file
 */
public record PlanBake(BakeRequest request, PackerTold packer, LockUse lock) implements UseCase<PlannedBake> {
    /** What a front end knows that has not to be found out. */
    public interface Known {
        /** Nothing. */
        Known NOTHING = new Known() {};

        /** From where this machine reaches build instances, where the cloud itself tells; empty to find it out. */
        default Optional<String> sourceCidrs() {
            return Optional.empty();
        }

        /** By AWS's own clock, right before packer is started, in milliseconds since the epoch; 0 when it does not answer. */
        default long beginning(Cloud cloud, Optional<Region> region) throws InterruptedException {
            return region.flatMap(cloud::beginning).map(Instant::toEpochMilli).orElse(0L);
        }
    }

    @Override
    public PlannedBake run(Workplace place, Cloud cloud) throws IOException, InterruptedException {
        cloud.requireAnswer();
        BakeRequest here = request.in(place.directory());
        return new PlanBake(here, packer, lock)
                .plan(
                        PackerTemplate.read(here.template(), here.directory()),
                        place.environment(),
                        cloud,
                        Known.NOTHING);
    }

    /**
     * The same of a template that has been read.
     *
     * @param environment what packer will find in its environment
     */
    public PlannedBake plan(PackerTemplate template, Map<String, String> environment, Cloud cloud, Known already)
            throws IOException, InterruptedException {
        Optional<Region> region = PackerBuild.region(request, template, environment, cloud);
        Path scratch = scratch();
        BakeLock kept = new BakeLock(lock, request);
        Map<String, String> offered = new HashMap<>(kept.offered(region));
        offered.putAll(SourceCidrs.offered(
                request,
                template,
                environment,
                request.region().or(cloud::region),
                already.sourceCidrs(),
                cloud::network));
        BakePlan plan = PackerBuild.plan(request, template, packer.version(), secrets(scratch), offered);
        kept.check(packer, template, region, cloud::images);
        CommandLine build = build(plan, scratch);
        Map<String, String> set = new TreeMap<>(build.environment());
        set.putAll(cloud.programEnvironment(region));
        return new PlannedBake(
                build.directory().toAbsolutePath().toString(),
                plan.preparation().map(command -> command.words()).orElseGet(List::of),
                build.words(),
                plan.redirected().isEmpty() ? build.toString() : build + copied(),
                set,
                Manifests.before(plan.manifests()),
                region.map(Region::code).stream().toList(),
                request.recipe(),
                TemplateDigest.of(template.path()),
                new Plan(already.beginning(cloud, region), plan.copies()));
    }

    /** Only this user can read it. */
    private Path scratch() throws IOException {
        Path directory = Path.of(lock.scratch());
        Path parent = directory.getParent();
        if (parent == null) {
            throw new IOException("The directory " + directory + " lies nowhere.");
        }
        Files.createDirectories(parent);
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return directory;
    }

    private CommandLine build(BakePlan plan, Path scratch) throws IOException {
        if (plan.redirected().isEmpty()) {
            return plan.build();
        }
        String name = String.valueOf(request.template().getFileName());
        return plan.build(
                SecretFile.write(scratch, name, plan.redirected().get()).path());
    }

    /** What is not seen in the command. */
    private String copied() {
        return "  # a copy of " + request.template() + " with custom_endpoint_ec2, without which packer "
                + packer.version() + " would bake in AWS itself";
    }

    private Optional<Path> secrets(Path scratch) throws IOException {
        Map<String, String> secrets = request.secretVariables();
        return secrets.isEmpty()
                ? Optional.empty()
                : Optional.of(SecretFile.write(scratch, SecretVariables.FILE_NAME, SecretVariables.json(secrets))
                        .path());
    }
}
