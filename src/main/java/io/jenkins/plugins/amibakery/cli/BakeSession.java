package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.Ec2Clients;
import io.jenkins.plugins.amibakery.engine.aws.Ec2ImageCatalog;
import io.jenkins.plugins.amibakery.engine.aws.Ec2LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.bakery.Bake;
import io.jenkins.plugins.amibakery.engine.bakery.BakePlan;
import io.jenkins.plugins.amibakery.engine.bakery.BakeTraces;
import io.jenkins.plugins.amibakery.engine.bakery.Finish;
import io.jenkins.plugins.amibakery.engine.bakery.PackerVerdict;
import io.jenkins.plugins.amibakery.engine.bakery.Sweep;
import io.jenkins.plugins.amibakery.engine.command.SecretFile;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.SecretVariables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/** One bake on this machine, from request to report. */
final class BakeSession {
    private final Surroundings surroundings;
    private final BakeView view;
    private final Cancel cancel;
    private final Timings timings = new Timings();
    private final long started = System.nanoTime();

    BakeSession(Surroundings surroundings, BakeView view, Cancel cancel) {
        this.surroundings = surroundings;
        this.view = view;
        this.cancel = cancel;
    }

    /**
     * Bakes.
     *
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when the input is wrong and nothing was started
     */
    BakeReport bake(BakeRequest request) throws IOException, InterruptedException {
        PackerTemplate template = PackerTemplate.read(request.template(), request.directory());
        LocalPacker packer = new LocalPacker(surroundings.environment());
        PackerVersion version = packer.version(request.packer(), request.directory());
        try (Ec2Clients clients = new Ec2Clients(surroundings.access())) {
            Set<Region> regions = regions(request, template);
            regions.forEach(clients::warmUp);
            PackerResult result = packed(request, template, packer, version);
            timings.lap("packer");
            BakeReport report = concluded(request, version, result, clients, regions);
            timings.lap("cloud");
            return report;
        }
    }

    private PackerResult packed(BakeRequest request, PackerTemplate template, LocalPacker packer, PackerVersion version)
            throws IOException, InterruptedException {
        try (SecretHolder secrets = SecretHolder.of(request)) {
            BakePlan plan = Bake.plan(request, template, version, secrets.path());
            view.begins(request, version, plan, surroundings);
            timings.lap("plan");
            return packer.run(plan, view, cancel);
        }
    }

    /** Where the time went. */
    Timings timings() {
        return timings;
    }

    private BakeReport concluded(
            BakeRequest request, PackerVersion version, PackerResult result, Ec2Clients clients, Set<Region> regions)
            throws InterruptedException {
        PackerVerdict verdict = Bake.conclude(request, result.outcome(), result.facts(), result.written());
        List<Failure> failures = new ArrayList<>(verdict.failures());
        List<BakedAmi> amis = List.of();
        if (!verdict.cancelled()) {
            try {
                Finish.Result finished = new Finish(new Ec2ImageCatalog(clients))
                        .finish(request, verdict, result.facts().sourceAmis());
                amis = finished.amis();
                failures.addAll(finished.failures());
            } catch (InterruptedException | CancellationException e) {
                // What is left to do is to remove what was made, and that is not to be interrupted again.
                Thread.interrupted();
                amis = List.of();
                failures.add(Failure.of(FailureCause.CANCELLED, "The bake was cancelled"));
            }
        }
        List<Leftover> leftovers = List.of();
        if (!failures.isEmpty()) {
            Set<Region> everywhere = new TreeSet<>(regions);
            everywhere.addAll(verdict.byRegion().keySet());
            everywhere.addAll(result.facts().copyRegions());
            leftovers = swept(BakeTraces.of(request.bakeId(), result.facts(), amis), clients, everywhere);
        }
        return new BakeReport(
                request.bakeId(),
                outcome(failures),
                version.toString(),
                amis,
                failures,
                result.facts().phases(),
                leftovers,
                Duration.ofNanos(System.nanoTime() - started));
    }

    private static BakeOutcome outcome(List<Failure> failures) {
        if (failures.isEmpty()) {
            return BakeOutcome.SUCCESS;
        }
        boolean cancelled = failures.stream().anyMatch(failure -> failure.cause() == FailureCause.CANCELLED);
        return cancelled ? BakeOutcome.CANCELLED : BakeOutcome.FAILURE;
    }

    private List<Leftover> swept(BakeTraces traces, Ec2Clients clients, Set<Region> regions)
            throws InterruptedException {
        if (traces.leadAnywhere()) {
            view.says("looking for leftovers");
        }
        return new Sweep(new Ec2LeftoverCatalog(clients)).sweep(traces, regions);
    }

    /** Where this bake may leave something, as far as it can be known before it runs. */
    private Set<Region> regions(BakeRequest request, PackerTemplate template) {
        Set<Region> regions = new TreeSet<>();
        Optional.ofNullable(request.variables().get(Bake.VARIABLE_REGION))
                .map(Region::new)
                .or(request::region)
                .or(() -> Optional.ofNullable(template.variables().get(Bake.VARIABLE_REGION))
                        .flatMap(variable -> variable.defaultValue())
                        .map(Region::new))
                .or(surroundings::anyRegion)
                .ifPresent(regions::add);
        return regions;
    }

    /** The secret var file, if there is a secret; gone when closed. */
    private record SecretHolder(Optional<SecretFile> file) implements AutoCloseable {
        static SecretHolder of(BakeRequest request) throws IOException {
            if (request.secretVariables().isEmpty()) {
                return new SecretHolder(Optional.empty());
            }
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            return new SecretHolder(Optional.of(SecretFile.write(
                    temporary, SecretVariables.FILE_NAME, SecretVariables.json(request.secretVariables()))));
        }

        Optional<Path> path() {
            return file.map(SecretFile::path);
        }

        @Override
        public void close() {
            file.ifPresent(SecretFile::close);
        }
    }
}
