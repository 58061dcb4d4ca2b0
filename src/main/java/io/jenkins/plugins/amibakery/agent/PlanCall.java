package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.aws.AwsIdentity;
import io.jenkins.plugins.amibakery.engine.bakery.Bake;
import io.jenkins.plugins.amibakery.engine.bakery.BakePlan;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.SourceCidrs;
import io.jenkins.plugins.amibakery.engine.bakery.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.command.SecretFile;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerManifest;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.SecretVariables;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jenkins.MasterToSlaveFileCallable;

/**
 * Plans a bake where its template is, in the workspace. Makes the control directory and, if there are secret variables, their
 * var file in it; apart from that it changes nothing, and may be repeated.
 */
public final class PlanCall extends MasterToSlaveFileCallable<PlanAnswer> {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_LINE = 200;

    private final RemoteRequest request;
    private final RemoteIdentity identity;
    private final RemoteLock lock;

    /** @param lock the part of a lock file, and what is known of packer; {@link ControlFiles} go into its control directory */
    public PlanCall(RemoteRequest request, RemoteIdentity identity, RemoteLock lock) {
        this.request = request;
        this.identity = identity;
        this.lock = lock;
    }

    @Override
    public PlanAnswer invoke(File workspace, VirtualChannel channel) throws IOException {
        try {
            return plan(workspace.toPath());
        } catch (BakeFailedException e) {
            return PlanAnswer.refused(e.failure().lineInJenkins());
        } catch (IllegalArgumentException e) {
            return PlanAnswer.refused(e.getMessage());
        }
    }

    private PlanAnswer plan(Path workspace) throws IOException {
        BakeRequest wanted = request.in(workspace);
        PackerTemplate template = PackerTemplate.read(wanted.template(), workspace);
        PackerVersion packer = PackerVersion.read(lock.version())
                .orElseThrow(() -> new BakeFailedException(
                        FailureCause.PACKER_MISSING,
                        "'" + request.packer() + "' does not answer as packer does, but prints '" + firstLine() + "'"));
        AwsAccess access = identity.access(wanted.endpoint());
        List<Region> regions = regions(wanted, template, access);
        Path control = ControlFiles.make(lock.control());
        Optional<Path> secrets = secretFile(control, wanted);
        BakeLock bound = new BakeLock(lock, wanted);
        Optional<Region> region = regions.stream().findFirst();
        BakePlan plan = Bake.plan(wanted, template, packer, secrets, offered(wanted, template, bound, region, access));
        Plan known;
        try (Cloud cloud = new AwsCloud(access)) {
            bound.check(template, region, () -> cloud.images());
            known = new Plan(beginning(cloud, region), plan.copies());
        }
        TreeMap<String, String> environment = new TreeMap<>(plan.build().environment());
        environment.putAll(AwsIdentity.environmentOf(access, region));
        return new PlanAnswer(
                null,
                plan.build().directory().toAbsolutePath().toString(),
                plan.preparation()
                        .map(command -> new ArrayList<>(command.words()))
                        .orElseGet(ArrayList::new),
                new ArrayList<>(plan.build().words()),
                plan.build().toString(),
                environment,
                plan.manifests().stream().map(Path::toString).collect(Collectors.toCollection(ArrayList::new)),
                runsBefore(plan.manifests()),
                regions.stream().map(Region::code).collect(Collectors.toCollection(ArrayList::new)),
                wanted.recipe(),
                TemplateDigest.of(template.path()),
                known);
    }

    /** By AWS's own clock, right before packer is started; 0 when it does not answer. */
    private static long beginning(Cloud cloud, Optional<Region> region) {
        return region.flatMap(cloud::beginning).map(Instant::toEpochMilli).orElse(0L);
    }

    private static Map<String, String> offered(
            BakeRequest wanted, PackerTemplate template, BakeLock lock, Optional<Region> region, AwsAccess access)
            throws IOException {
        Map<String, String> offered = new HashMap<>(lock.offered(region));
        try (Cloud cloud = new AwsCloud(access)) {
            offered.putAll(SourceCidrs.offered(
                    wanted, template, access.environment(), region, Optional.empty(), () -> cloud.network()));
        }
        return offered;
    }

    private String firstLine() {
        String line = lock.version().lines().findFirst().orElse("");
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    }

    /** Where this bake may leave something, as far as it can be known before it runs. */
    static List<Region> regions(BakeRequest wanted, PackerTemplate template, AwsAccess access) {
        TreeSet<Region> regions = new TreeSet<>();
        Optional.ofNullable(wanted.variables().get(Bake.VARIABLE_REGION))
                .map(Region::new)
                .or(wanted::region)
                .or(() -> Optional.ofNullable(template.variables().get(Bake.VARIABLE_REGION))
                        .flatMap(variable -> variable.defaultValue())
                        .map(Region::new))
                .or(access::region)
                .ifPresent(regions::add);
        return List.copyOf(regions);
    }

    private static Optional<Path> secretFile(Path control, BakeRequest wanted) throws IOException {
        Map<String, String> secrets = wanted.secretVariables();
        return secrets.isEmpty()
                ? Optional.empty()
                : Optional.of(SecretFile.write(control, SecretVariables.FILE_NAME, SecretVariables.json(secrets))
                        .path());
    }

    private static HashMap<String, String> runsBefore(List<Path> manifests) {
        HashMap<String, String> runs = new HashMap<>();
        manifests.forEach(file -> PackerManifest.lastRunUuid(file).ifPresent(run -> runs.put(file.toString(), run)));
        return runs;
    }
}
