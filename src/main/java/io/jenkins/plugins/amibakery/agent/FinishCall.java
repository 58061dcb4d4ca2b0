package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Bake;
import io.jenkins.plugins.amibakery.engine.bakery.BakeTraces;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.Finish;
import io.jenkins.plugins.amibakery.engine.bakery.LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.bakery.OwnResults;
import io.jenkins.plugins.amibakery.engine.bakery.PackerVerdict;
import io.jenkins.plugins.amibakery.engine.bakery.Sweep;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import io.jenkins.plugins.amibakery.engine.packer.WrittenAmis;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jenkins.MasterToSlaveFileCallable;

/**
 * Concludes a bake where packer ran and as whom it ran: waits for the AMIs, gives them their lineage, and removes what a bake
 * that failed or was cancelled has left. Called on the workspace; may be repeated from the start.
 */
public final class FinishCall extends MasterToSlaveFileCallable<FinishAnswer> {
    /**
     * How packer's run stands written down.
     *
     * @param exitCode packer's exit code
     * @param cancelled whether it was asked to stop
     * @param manifests files it may have written
     * @param runsBefore which run had written each of them last before it
     * @param regions codes of the regions in which it may have left something
     * @param lock the part of a lock file
     * @param bakeKey the key by which its AMIs may be reused; empty for none
     * @param watch what was known before packer ran, and what was seen while it ran
     */
    public record Run(
            int exitCode,
            boolean cancelled,
            ArrayList<String> manifests,
            HashMap<String, String> runsBefore,
            ArrayList<String> regions,
            RemoteLock lock,
            String bakeKey,
            RemoteWatch watch)
            implements Serializable {}

    private static final long serialVersionUID = 1L;

    private final RemoteRequest request;
    private final RemoteIdentity identity;
    private final RemoteTraces traces;
    private final Run run;

    public FinishCall(RemoteRequest request, RemoteIdentity identity, RemoteTraces traces, Run run) {
        this.request = request;
        this.identity = identity;
        this.traces = traces;
        this.run = run;
    }

    @Override
    public FinishAnswer invoke(File workspace, VirtualChannel channel) throws InterruptedException {
        BakeRequest wanted = request.in(workspace.toPath());
        PackerFacts facts = traces.facts();
        List<Failure> failures = new ArrayList<>();
        try (Cloud cloud = new AwsCloud(identity.access(wanted.endpoint()))) {
            LeftoverCatalog catalog = cloud.leftovers();
            BakeTraces made = run.watch().traces(wanted.bakeId(), facts);
            PackerVerdict said = Bake.conclude(
                    wanted,
                    new CommandOutcome(run.exitCode(), Duration.ZERO, run.cancelled()),
                    facts,
                    new OwnResults(catalog).of(facts, written(), made));
            BakeLock lock = new BakeLock(run.lock(), wanted);
            PackerVerdict verdict = judged(lock, said, facts);
            failures.addAll(verdict.failures());
            List<BakedAmi> amis = verdict.cancelled() ? List.of() : finished(cloud, wanted, verdict, facts, failures);
            List<String> notes = new ArrayList<>();
            if (!verdict.cancelled() && failures.isEmpty()) {
                notes.addAll(noted(lock, cloud, facts, amis, failures));
            }
            RemotePackages packages = failures.isEmpty() ? packages(notes) : RemotePackages.none();
            List<Leftover> left = failures.isEmpty()
                    ? List.of()
                    : swept(cloud, made.keeping(amis).keeping(verdict.unjudged()), regions(said, facts));
            return answer(amis, failures, left, notes, packages);
        }
    }

    /** Removes what a bake left and is proved to be its own, but for what it keeps. */
    static List<Leftover> swept(Cloud cloud, BakeTraces traces, Set<Region> regions) throws InterruptedException {
        return new Sweep(cloud.leftovers()).sweep(traces, regions);
    }

    private List<BakedAmi> finished(
            Cloud cloud, BakeRequest wanted, PackerVerdict verdict, PackerFacts facts, List<Failure> failures)
            throws InterruptedException {
        Map<String, String> own = run.bakeKey().isEmpty() ? Map.of() : Map.of(Tags.BAKE_KEY, run.bakeKey());
        Finish.Result result = new Finish(cloud.images()).finish(wanted, verdict, facts.sourceAmis(), own);
        failures.addAll(result.failures());
        return result.amis();
    }

    /** An image that differs from a lock is no result; where it lies is looked for leftovers as well. */
    private PackerVerdict judged(BakeLock lock, PackerVerdict verdict, PackerFacts facts) {
        try {
            return lock.judge(verdict, facts.sourceAmis(), region());
        } catch (BakeFailedException e) {
            return verdict.unjudged(e.failure());
        }
    }

    private Optional<Region> region() {
        return run.regions().stream().findFirst().map(Region::new);
    }

    private List<String> noted(
            BakeLock lock, Cloud cloud, PackerFacts facts, List<BakedAmi> amis, List<Failure> failures) {
        Set<Region> regions = new LinkedHashSet<>();
        region().ifPresent(regions::add);
        amis.forEach(ami -> regions.add(ami.region()));
        try {
            return lock.write(facts.sourceAmis(), regions, cloud.images());
        } catch (BakeFailedException e) {
            failures.add(e.failure());
        } catch (IOException e) {
            failures.add(Failure.of(FailureCause.LOCK_BROKEN, "The lock file could not be written: " + e));
        }
        return List.of();
    }

    /** What is not known of an image is no reason for its bake to fail. */
    private RemotePackages packages(List<String> notes) {
        try {
            return RemotePackages.in(BakeLock.manifests(run.lock().control()));
        } catch (IOException e) {
            notes.add("The job's history does not tell the packages of this bake: " + e.getMessage() + ".");
            return RemotePackages.none();
        }
    }

    private TreeSet<Region> regions(PackerVerdict verdict, PackerFacts facts) {
        TreeSet<Region> all = new TreeSet<>(verdict.byRegion().keySet());
        all.addAll(facts.copyRegions());
        all.addAll(run.watch().regions(facts));
        run.regions().forEach(code -> all.add(new Region(code)));
        return all;
    }

    private WrittenAmis written() {
        Map<Path, Optional<String>> before = new LinkedHashMap<>();
        run.manifests()
                .forEach(name -> before.put(
                        Path.of(name), Optional.ofNullable(run.runsBefore().get(name))));
        return WrittenAmis.in(before, Instant.MIN);
    }

    private static FinishAnswer answer(
            List<BakedAmi> amis,
            List<Failure> failures,
            List<Leftover> leftovers,
            List<String> notes,
            RemotePackages packages) {
        FinishAnswer answer = new FinishAnswer(
                RemoteAmi.of(amis), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(notes), packages);
        failures.forEach(failure -> answer.failures().add(RemoteFailure.of(failure)));
        leftovers.forEach(leftover -> answer.leftovers().add(RemoteLeftover.of(leftover)));
        return answer;
    }
}
