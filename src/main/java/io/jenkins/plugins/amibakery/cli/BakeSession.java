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
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.SecretVariables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
    private final BakeLock lock;
    private Optional<BakeLock.Written> written = Optional.empty();
    private final Timings timings = new Timings();
    private final long started = System.nanoTime();

    BakeSession(Surroundings surroundings, BakeView view, Cancel cancel, BakeLock lock) {
        this.surroundings = surroundings;
        this.view = view;
        this.cancel = cancel;
        this.lock = lock;
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
        try (Ec2Clients clients = new Ec2Clients(surroundings.access());
                SecretHolder secrets = SecretHolder.of(request)) {
            Set<Region> regions = surroundings.regions(request, template);
            regions.forEach(clients::warmUp);
            Made made = new Made(request, template, version, clients, regions);
            BakePlan plan = Bake.plan(request, template, version, secrets.path(), lock.offered(made.region()));
            Optional<PackerResult> unprepared = packer.prepare(plan, view, cancel);
            PackerPlugins plugins = plugins(packer, request, version);
            if (unprepared.isEmpty()) {
                lock.check(version, plugins, template, template.selected(request), made.region(), made.images());
            }
            view.begins(request, version, plan, surroundings);
            timings.lap("plan");
            PackerResult result = unprepared.isPresent() ? unprepared.get() : packer.build(plan, view, cancel);
            timings.lap("packer");
            BakeReport report = concluded(made, plugins, result);
            timings.lap("cloud");
            return report;
        }
    }

    /** What is known of a bake that runs. */
    private record Made(
            BakeRequest request,
            PackerTemplate template,
            PackerVersion version,
            Ec2Clients clients,
            Set<Region> regions) {
        Optional<Region> region() {
            return regions.stream().findFirst();
        }

        Ec2ImageCatalog images() {
            return new Ec2ImageCatalog(clients);
        }
    }

    private PackerPlugins plugins(LocalPacker packer, BakeRequest request, PackerVersion version)
            throws IOException, InterruptedException {
        return lock.isAsked() ? packer.plugins(request.packer(), version, request.directory()) : PackerPlugins.NONE;
    }

    /** Where the time went. */
    Timings timings() {
        return timings;
    }

    /** What became of the lock file, when the bake was to write it. */
    Optional<BakeLock.Written> written() {
        return written;
    }

    private BakeReport concluded(Made made, PackerPlugins plugins, PackerResult result) throws InterruptedException {
        BakeRequest request = made.request();
        PackerVerdict said = Bake.conclude(request, result.outcome(), result.facts(), result.written());
        PackerVerdict verdict = lock.judge(said, result.facts().sourceAmis(), made.region());
        List<Failure> failures = new ArrayList<>(verdict.failures());
        List<BakedAmi> amis = List.of();
        if (!verdict.cancelled()) {
            try {
                Finish.Result finished = new Finish(made.images())
                        .finish(request, verdict, result.facts().sourceAmis());
                amis = finished.amis();
                failures.addAll(finished.failures());
                if (failures.isEmpty()) {
                    write(made, plugins, result, amis).ifPresent(failures::add);
                }
            } catch (InterruptedException | CancellationException e) {
                // What is left to do is to remove what was made, and that is not to be interrupted again.
                Thread.interrupted();
                amis = List.of();
                failures.add(Failure.of(FailureCause.CANCELLED, "The bake was cancelled"));
            }
        }
        List<Leftover> leftovers = List.of();
        if (!failures.isEmpty()) {
            Set<Region> everywhere = new TreeSet<>(made.regions());
            everywhere.addAll(said.byRegion().keySet());
            everywhere.addAll(result.facts().copyRegions());
            leftovers = swept(BakeTraces.of(request.bakeId(), result.facts(), amis), made.clients(), everywhere);
        }
        return new BakeReport(
                request.bakeId(),
                outcome(failures),
                made.version().toString(),
                amis,
                failures,
                result.facts().phases(),
                leftovers,
                Duration.ofNanos(System.nanoTime() - started));
    }

    private Optional<Failure> write(Made made, PackerPlugins plugins, PackerResult result, List<BakedAmi> amis) {
        Set<Region> regions = new LinkedHashSet<>(made.regions());
        amis.forEach(ami -> regions.add(ami.region()));
        try {
            written = lock.write(
                    made.version(), plugins, made.template(), result.facts().sourceAmis(), regions, made.images());
            return Optional.empty();
        } catch (BakeFailedException e) {
            return Optional.of(e.failure());
        } catch (IOException e) {
            return Optional.of(Failure.of(FailureCause.LOCK_BROKEN, "The lock file could not be written: " + e));
        }
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
