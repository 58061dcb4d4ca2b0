package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.Deploy;
import io.jenkins.plugins.amibakery.engine.bakery.DeployFinish;
import io.jenkins.plugins.amibakery.engine.bakery.DeployPlan;
import io.jenkins.plugins.amibakery.engine.bakery.LockRelease;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployReport;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.FinishedDeploy;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import io.jenkins.plugins.amibakery.engine.runway.PlanFiles;
import io.jenkins.plugins.amibakery.engine.runway.RunwayCommands;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFile;
import io.jenkins.plugins.amibakery.engine.runway.RunwaySelection;
import io.jenkins.plugins.amibakery.engine.runway.RunwayVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs of Runway on this machine under one identity, each from request to report. */
final class DeploySession implements AutoCloseable {
    /** How much longer than Runway itself the question for the AMI before may take. */
    private static final int BEFORE_SECONDS = 5;

    private final Surroundings surroundings;
    private final DeployView view;
    private final Cancel cancel;
    private final LocalRunway runway;
    private final Cloud cloud;
    private final Timings timings = new Timings();

    /** @param request one of the session's; all of them go to the same place as the same identity */
    DeploySession(Surroundings surroundings, DeployRequest request, DeployView view, Cancel cancel) {
        this.surroundings = surroundings;
        this.view = view;
        this.cancel = cancel;
        this.runway = new LocalRunway(surroundings.environment());
        this.cloud = new AwsCloud(AwsAccess.ofEnvironment(whatRunwayGets(request)));
    }

    private Map<String, String> whatRunwayGets(DeployRequest request) {
        Map<String, String> all = new HashMap<>(surroundings.environment());
        all.putAll(RunwayCommands.run(request, request.tags()).environment());
        return all;
    }

    DeployView view() {
        return view;
    }

    /** Where the time went. */
    Timings timings() {
        return timings;
    }

    /**
     * Runs what is asked for.
     *
     * @param releaseLock whether to release locks first
     * @throws DeployFailedException when the input is wrong and nothing was started
     */
    DeployResult run(DeployRequest request, boolean releaseLock) throws IOException, InterruptedException {
        view.hides(request, surroundings.environment());
        RunwayFile file = RunwayFile.read(request, surroundings.environment());
        CompletableFuture<Optional<AmiId>> before = amiBefore(request, file.check(request));
        RunwayVersion version = runway.version(request.runway(), request.directory());
        DeployPlan plan = Deploy.plan(request, file, version);
        String files = request.action() == DeployAction.PLAN ? PlanFiles.digest(plan.selection()) : "";
        view.begins(request, version, plan);
        if (releaseLock) {
            release(plan.selection());
        }
        timings.lap("plan");
        LocalRunway.Result result = runway.run(plan.command(), view, cancel);
        timings.lap("runway");
        DeployReport report = Deploy.conclude(request, plan.selection(), result.outcome(), result.facts());
        FinishedDeploy finished = finished(plan.selection(), report);
        Optional<PlanDigest> digest = request.action() == DeployAction.PLAN
                ? Optional.of(PlanDigest.of(
                        request.environment(),
                        request.ami(),
                        files,
                        result.facts(),
                        result.outcome().succeeded()))
                : Optional.empty();
        timings.lap("cloud");
        return new DeployResult(finished, version, replaced(request, before), digest);
    }

    /** A deployment that leaves the same image in place replaces none. */
    private static Optional<AmiId> replaced(DeployRequest request, CompletableFuture<Optional<AmiId>> before)
            throws InterruptedException {
        try {
            return before.get(BEFORE_SECONDS, TimeUnit.SECONDS)
                    .filter(ami -> request.action() != DeployAction.DEPLOY
                            || !request.ami().equals(Optional.of(ami)));
        } catch (ExecutionException | TimeoutException e) {
            // Whatever is wrong was told by Runway, or by the catalog a moment ago.
            return Optional.empty();
        }
    }

    /** Asks while Runway starts, which takes it longer; so the SDK is awake too when it is needed at the end. */
    private CompletableFuture<Optional<AmiId>> amiBefore(DeployRequest request, RunwaySelection selection) {
        if (request.action() == DeployAction.PLAN) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.supplyAsync(() -> DeployFinish.amiNow(cloud.stacks(), selection), work -> {
            Thread thread = new Thread(work, "ami-before");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void release(RunwaySelection selection) {
        List<GraphLock> released = LockRelease.releaseAll(cloud.locks(), selection);
        for (GraphLock lock : released) {
            view.says("released lock " + lock.shown());
        }
        if (released.isEmpty()) {
            view.says("no lock to release");
        }
    }

    private FinishedDeploy finished(RunwaySelection selection, DeployReport report) {
        DeployFinish finish = new DeployFinish(cloud.stacks(), cloud.locks());
        try {
            return finish.finish(selection, report);
        } catch (CancellationException e) {
            // Runway has ended; a lock of its own is not to be left, and this is not to be interrupted again.
            Thread.interrupted();
            return finish.finish(selection, report);
        }
    }

    @Override
    public void close() {
        cloud.close();
    }
}
