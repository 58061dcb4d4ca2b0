package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.bake.ConcludeBake;
import io.jenkins.plugins.amibakery.engine.bake.Conclusion;
import io.jenkins.plugins.amibakery.engine.bake.PlanBake;
import io.jenkins.plugins.amibakery.engine.bake.PlannedBake;
import io.jenkins.plugins.amibakery.engine.build.BakePlan;
import io.jenkins.plugins.amibakery.engine.build.Manifests;
import io.jenkins.plugins.amibakery.engine.build.PackerBuild;
import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.lockfile.BakeLock;
import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.reuse.Freshness;
import io.jenkins.plugins.amibakery.engine.reuse.KeyedBake;
import io.jenkins.plugins.amibakery.engine.reuse.RecipeQuestion;
import io.jenkins.plugins.amibakery.engine.reuse.Reuse;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseDecision;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseTrust;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** One bake on this machine, from request to report: when, where and how long to wait is decided here, all else in the engine. */
final class BakeSession {
    private final CliEnvironment surroundings;
    private final Supplier<Cloud> clouds;
    private final BakeView view;
    private final Cancellation cancel;
    private final LockUse lock;
    private final ReuseOptions reuse;
    private Optional<ReuseDecision> decision = Optional.empty();
    private Optional<BakeKey> key = Optional.empty();
    private final Timings timings = new Timings();
    private final long started = System.nanoTime();

    /** @param clouds gives the cloud when it is wanted; it is closed then */
    BakeSession(
            CliEnvironment surroundings,
            Supplier<Cloud> clouds,
            BakeView view,
            Cancellation cancel,
            LockUse lock,
            ReuseOptions reuse) {
        this.surroundings = surroundings;
        this.clouds = clouds;
        this.view = view;
        this.cancel = cancel;
        this.lock = lock;
        this.reuse = reuse;
    }

    /**
     * Bakes.
     *
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when the input is wrong and nothing was started
     */
    BakeReport bake(BakeRequest request) throws IOException, InterruptedException {
        BakeLock kept = new BakeLock(lock, request);
        kept.read();
        LocalAttestations.requirePlace(surroundings);
        view.hides(request, surroundings);
        LocalPacker packer = new LocalPacker(surroundings.environment());
        PackerTemplate template = PackerTemplate.read(request.template(), request.directory());
        CommandOutput.Asked starting = packer.askVersion(request.packer(), request.directory());
        try (Cloud cloud = clouds.get()) {
            cloud.requireAnswer();
            Optional<Region> region = PackerBuild.region(request, template, surroundings.environment(), cloud);
            try (Beginning beginning = new Beginning(cloud, region.stream().toList())) {
                SessionKey asked = new SessionKey(recipe(kept.keyed(template, region)), cloud);
                if (reuse.isAsked() && !request.force()) {
                    asked.readAhead();
                } else {
                    beginning.ask();
                }
                PackerVersion version = LocalPacker.version(starting);
                Made made = new Made(request, template, version, cloud, region, kept, packer, asked, beginning);
                BakePlan plan = PackerBuild.plan(request, template, version, Optional.empty(), kept.offered(region));
                Optional<PackerResult> unprepared = packer.prepare(plan, view, cancel);
                if (unprepared.isEmpty() && reuse.isAsked()) {
                    decision = Optional.of(decided(made));
                    timings.lap("reuse");
                    if (decision.get().reused()) {
                        return reused(version, decision.get());
                    }
                    view.notReused(decision.get().reasons());
                }
                return unprepared.isPresent() ? unprepared(made, plan, unprepared.get()) : baked(made);
            }
        }
    }

    /** What is known of a bake that runs. */
    private record Made(
            BakeRequest request,
            PackerTemplate template,
            PackerVersion version,
            Cloud cloud,
            Optional<Region> region,
            BakeLock lock,
            LocalPacker packer,
            SessionKey key,
            Beginning beginning) {
        SessionKey.Packer teller() {
            return recipe -> packer.told(recipe, version, lock.kept());
        }

        List<String> regions() {
            return region.map(Region::code).stream().toList();
        }
    }

    private RecipeQuestion recipe(BakeRequest keyed) {
        return new RecipeQuestion(keyed, surroundings.environment(), surroundings.anyRegion(), reuse.inputs());
    }

    private ReuseDecision decided(Made made) throws IOException, InterruptedException {
        if (made.request().force()) {
            return ReuseDecision.forced();
        }
        KeyedBake bake = made.key().now(made.teller());
        key = Optional.of(bake.key());
        KnownKeys known = new KnownKeys(surroundings.environment());
        ReuseTrust trust = new LocalTrust(surroundings.environment()).trust();
        Freshness freshness = new LocalRecords(surroundings.environment()).freshness(reuse.freshFor());
        return new Reuse(made.cloud().keyed(), trust, freshness, Clock.systemUTC())
                .decide(bake, made.request().recipe(), known::find);
    }

    private BakeReport reused(PackerVersion version, ReuseDecision found) {
        return new BakeReport(
                found.bakeId(),
                BakeOutcome.SUCCESS,
                version.toString(),
                found.amis(),
                List.of(),
                List.of(),
                List.of(),
                passed());
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private PackerTold told(Made made) throws IOException, InterruptedException {
        BakeRequest request = made.request();
        return new PackerTold(
                made.version(),
                lock.isAsked()
                        ? made.packer().plugins(request.packer(), made.version(), request.directory())
                        : PackerPlugins.NONE);
    }

    /** Where the time went. */
    Timings timings() {
        return timings;
    }

    /** Whether AMIs were reused, when that was asked for. */
    Optional<ReuseDecision> decision() {
        return decision;
    }

    /** The key of the bake; empty when it could not be told, or packer made nothing. */
    Optional<BakeKey> key() {
        return key;
    }

    private void begins(Made made, String command) {
        view.begins(made.request(), made.version(), command, made.region(), surroundings.endpoint());
        if (decision.isEmpty() || made.request().force()) {
            made.key().begin(made.teller());
        }
        made.region().ifPresent(made.cloud()::warmUp);
    }

    private BakeReport baked(Made made) throws IOException, InterruptedException {
        PackerTold told = told(made);
        PlanBake.Known already = new PlanBake.Known() {
            @Override
            public Optional<String> sourceCidrs() {
                return surroundings.sourceCidrs();
            }

            @Override
            public long beginning(Cloud cloud, Optional<Region> region) throws InterruptedException {
                return made.beginning().millis();
            }
        };
        PlannedBake plan = new PlanBake(made.request(), told, lock)
                .plan(made.template(), surroundings.environment(), made.cloud(), already);
        begins(made, plan.shown());
        timings.lap("plan");
        try (BakeWatch watch = watch(made, plan.known())) {
            CommandLine command = plan.command(made.request().secretVariables().values());
            PackerResult result = made.packer().run(command, view, watch, cancel);
            BakeReport report = concluded(made, told, result, plan.manifests(), plan.known(), watch);
            attest(made.request(), report, plan.digest());
            return report;
        }
    }

    /** Without an attestation they are good AMIs, but nobody else can tell how they were made. */
    private void attest(BakeRequest request, BakeReport report, String digest) {
        try {
            LocalAttestations.keep(surroundings, request, view.masked(report), digest);
        } catch (IllegalArgumentException | IOException e) {
            view.says("not attested: " + e.getMessage());
        }
    }

    private BakeWatch watch(Made made, Plan known) {
        return new BakeWatch(view, made.cloud().sight(), made.region().stream().toList(), known);
    }

    /** What has to succeed before packer did not. */
    private BakeReport unprepared(Made made, BakePlan plan, PackerResult result)
            throws IOException, InterruptedException {
        PackerTold told = told(made);
        begins(made, plan.build().toString());
        Plan known = new Plan(made.beginning().millis(), plan.copies());
        timings.lap("plan");
        try (BakeWatch watch = watch(made, known)) {
            return concluded(made, told, result, new Manifests(List.of(), Map.of()), known, watch);
        }
    }

    private BakeReport concluded(
            Made made, PackerTold told, PackerResult result, Manifests manifests, Plan known, BakeWatch watch)
            throws InterruptedException {
        timings.lap("packer");
        ConcludeBake work = new ConcludeBake(
                made.request(),
                told,
                lock,
                result.outcome(),
                result.facts(),
                manifests,
                result.started(),
                made.regions(),
                known,
                Sightings.NONE,
                "");
        BakeEnding ending = new BakeEnding(surroundings, view, made.request(), made.key(), watch);
        BakeReport report;
        try {
            report = new Conclusion(work, made.cloud(), ending).report();
        } catch (InterruptedException | CancellationException e) {
            // What is left to do is to remove what was made, and that is not to be interrupted again.
            Thread.interrupted();
            ending = new BakeEnding(surroundings, view, made.request(), made.key(), watch);
            report = new Conclusion(work.cancelled(), made.cloud(), ending).report();
        }
        key = ending.key();
        ending.keep(report);
        timings.lap("cloud");
        return report.lasting(passed());
    }
}
