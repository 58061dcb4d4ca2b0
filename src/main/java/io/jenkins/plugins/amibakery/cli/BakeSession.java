package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Bake;
import io.jenkins.plugins.amibakery.engine.bakery.BakePlan;
import io.jenkins.plugins.amibakery.engine.bakery.BakeTraces;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.Finish;
import io.jenkins.plugins.amibakery.engine.bakery.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.bakery.KeyedBake;
import io.jenkins.plugins.amibakery.engine.bakery.PackerVerdict;
import io.jenkins.plugins.amibakery.engine.bakery.RecipeQuestion;
import io.jenkins.plugins.amibakery.engine.bakery.Reuse;
import io.jenkins.plugins.amibakery.engine.bakery.ReuseDecision;
import io.jenkins.plugins.amibakery.engine.bakery.ReuseTrust;
import io.jenkins.plugins.amibakery.engine.bakery.Sweep;
import io.jenkins.plugins.amibakery.engine.bakery.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** One bake on this machine, from request to report. */
final class BakeSession {
    private final Surroundings surroundings;
    private final BakeView view;
    private final Cancel cancel;
    private final BakeLock lock;
    private final ReuseOptions reuse;
    private Optional<ReuseDecision> decision = Optional.empty();
    private Optional<BakeKey> key = Optional.empty();
    private Optional<BakeLock.Written> written = Optional.empty();
    private final Timings timings = new Timings();
    private final long started = System.nanoTime();

    BakeSession(Surroundings surroundings, BakeView view, Cancel cancel, BakeLock lock, ReuseOptions reuse) {
        this.surroundings = surroundings;
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
        view.hides(request, surroundings);
        LocalPacker packer = new LocalPacker(surroundings.environment());
        PackerTemplate template = PackerTemplate.read(request.template(), request.directory());
        Answer.Asked starting = packer.askVersion(request.packer(), request.directory());
        try (Cloud cloud = new AwsCloud(surroundings.access());
                SecretHolder secrets = SecretHolder.of(request);
                Beginning beginning = new Beginning(cloud, surroundings.regions(request, template))) {
            Set<Region> regions = surroundings.regions(request, template);
            SessionKey asked = new SessionKey(recipe(request, template, regions), cloud);
            if (reuse.isAsked() && !request.force()) {
                asked.readAhead();
            } else {
                beginning.ask();
            }
            PackerVersion version = LocalPacker.version(starting);
            Made made = new Made(request, template, version, cloud, regions);
            BakePlan plan = Bake.plan(request, template, version, secrets.path(), lock.offered(made.region()));
            Optional<PackerResult> unprepared = packer.prepare(plan, view, cancel);
            SessionKey.Packer told = recipe -> packer.told(recipe, version, lock.kept());
            if (unprepared.isEmpty() && reuse.isAsked()) {
                decision = Optional.of(decided(made, asked, told));
                timings.lap("reuse");
                if (decision.get().reused()) {
                    return reused(version, decision.get());
                }
                view.notReused(decision.get().reasons());
            }
            PackerPlugins plugins = plugins(packer, request, version);
            if (unprepared.isEmpty()) {
                lock.check(version, plugins, template, template.selected(request), made.region(), made.images());
                Map<String, String> offered =
                        surroundings.offered(request, template, cloud, lock.offered(made.region()));
                plan = Bake.plan(request, template, version, secrets.path(), offered);
            }
            view.begins(request, version, plan, surroundings);
            if (decision.isEmpty() || request.force()) {
                asked.begin(told);
            }
            regions.forEach(cloud::warmUp);
            Plan known = new Plan(beginning.millis(), plan.copies());
            timings.lap("plan");
            try (BakeWatch watch = new BakeWatch(view, cloud.sight(), regions, known)) {
                PackerResult result =
                        unprepared.isPresent() ? unprepared.get() : packer.build(plan, view, watch, cancel);
                timings.lap("packer");
                BakeReport report = concluded(made, plugins, new Watched(result, known, watch), asked);
                timings.lap("cloud");
                return report;
            }
        }
    }

    /** What is known of a bake that runs. */
    private record Made(
            BakeRequest request, PackerTemplate template, PackerVersion version, Cloud cloud, Set<Region> regions) {
        Optional<Region> region() {
            return regions.stream().findFirst();
        }

        ImageCatalog images() {
            return cloud.images();
        }
    }

    private RecipeQuestion recipe(BakeRequest request, PackerTemplate template, Set<Region> regions) {
        return new RecipeQuestion(
                lock.keyed(request, template, regions.stream().findFirst()),
                surroundings.environment(),
                surroundings.anyRegion(),
                reuse.inputs());
    }

    private ReuseDecision decided(Made made, SessionKey asked, SessionKey.Packer told)
            throws IOException, InterruptedException {
        if (made.request().force()) {
            return ReuseDecision.forced();
        }
        KeyedBake bake = asked.now(told);
        key = Optional.of(bake.key());
        KnownKeys known = new KnownKeys(surroundings.environment());
        ReuseTrust trust = new LocalTrust(surroundings.environment()).trust();
        return new Reuse(made.cloud().keyed(), trust, Clock.systemUTC())
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
                Duration.ofNanos(System.nanoTime() - started));
    }

    private PackerPlugins plugins(LocalPacker packer, BakeRequest request, PackerVersion version)
            throws IOException, InterruptedException {
        return lock.isAsked() ? packer.plugins(request.packer(), version, request.directory()) : PackerPlugins.NONE;
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

    /** What became of the lock file, when the bake was to write it. */
    Optional<BakeLock.Written> written() {
        return written;
    }

    private BakeReport concluded(Made made, PackerPlugins plugins, Watched watched, SessionKey asked)
            throws InterruptedException {
        BakeRequest request = made.request();
        PackerResult result = watched.result();
        PackerVerdict said =
                Bake.conclude(request, result.outcome(), result.facts(), watched.own(made.cloud(), request));
        PackerVerdict verdict = lock.judge(said, result.facts().sourceAmis(), made.region());
        List<Failure> failures = new ArrayList<>(verdict.failures());
        List<BakedAmi> amis =
                verdict.cancelled() ? List.of() : finished(made, plugins, result, verdict, asked, failures);
        List<Leftover> leftovers = List.of();
        if (!failures.isEmpty()) {
            Set<Region> everywhere = watched.regions(made.regions(), said);
            leftovers =
                    swept(watched.traces(request).keeping(amis).keeping(verdict.unjudged()), made.cloud(), everywhere);
        }
        return new BakeReport(
                request.bakeId(),
                BakeOutcome.of(failures),
                made.version().toString(),
                amis,
                failures,
                result.facts().phases(),
                leftovers,
                Duration.ofNanos(System.nanoTime() - started));
    }

    private List<BakedAmi> finished(
            Made made,
            PackerPlugins plugins,
            PackerResult result,
            PackerVerdict verdict,
            SessionKey asked,
            List<Failure> failures) {
        try {
            Map<String, String> tags = keyTags(verdict, result, asked);
            Finish.Result finished = new Finish(made.images())
                    .finish(made.request(), verdict, result.facts().sourceAmis(), tags);
            failures.addAll(finished.failures());
            if (!failures.isEmpty()) {
                return finished.amis();
            }
            List<BakedAmi> amis = signed(made, finished.amis());
            write(made, plugins, result, amis).ifPresent(failures::add);
            return amis;
        } catch (InterruptedException | CancellationException e) {
            // What is left to do is to remove what was made, and that is not to be interrupted again.
            Thread.interrupted();
            failures.add(Failure.of(FailureCause.CANCELLED, "The bake was cancelled"));
            return List.of();
        }
    }

    /** The key as a tag; a bake that gets none is as good as any, but will never be reused. */
    private Map<String, String> keyTags(PackerVerdict verdict, PackerResult result, SessionKey asked)
            throws InterruptedException {
        key = Optional.empty();
        if (verdict.amis().isEmpty() || !verdict.failures().isEmpty()) {
            return Map.of();
        }
        try {
            BakeKey settled = asked.settled(result.facts().sourceAmis().values());
            key = Optional.of(settled);
            new KnownKeys(surroundings.environment()).keep(settled);
        } catch (SessionKey.NoKey | IOException e) {
            view.says("no bake key: " + e.getMessage());
        }
        return key.map(one -> Map.of(Tags.BAKE_KEY, one.digest())).orElse(Map.of());
    }

    /** Without a signature they are good AMIs, but never reused. */
    private List<BakedAmi> signed(Made made, List<BakedAmi> amis) {
        try {
            return key.isEmpty()
                    ? amis
                    : new LocalTrust(surroundings.environment())
                            .signing(made.request(), key.get())
                            .sign(made.images(), amis);
        } catch (BakeFailedException | IllegalArgumentException | IOException e) {
            view.says("not signed, so never reused: " + e.getMessage());
            return amis;
        }
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

    private List<Leftover> swept(BakeTraces traces, Cloud cloud, Set<Region> regions) throws InterruptedException {
        if (traces.leadAnywhere()) {
            view.says("looking for leftovers");
        }
        return new Sweep(cloud.leftovers()).sweep(traces, regions);
    }
}
