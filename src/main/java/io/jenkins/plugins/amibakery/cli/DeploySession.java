package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.deploy.Deploy;
import io.jenkins.plugins.amibakery.engine.deploy.DeployKnown;
import io.jenkins.plugins.amibakery.engine.deploy.DeployPlan;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.GivenAmi;
import io.jenkins.plugins.amibakery.engine.deploy.GraphLockRelease;
import io.jenkins.plugins.amibakery.engine.deploy.PlanDeploy;
import io.jenkins.plugins.amibakery.engine.deploy.RunwayEnd;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.runway.RunwayCommands;
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
    /** How long Runway waits for the answer to which AMI was there before: once it has begun, nobody can tell any more. */
    private static final int BEFORE_SECONDS = 5;

    private final CliEnvironment surroundings;
    private final DeployView view;
    private final Cancellation cancel;
    private final LocalRunway runway;
    private final Cloud cloud;
    private String inService = "";
    private final Timings timings = new Timings();

    /** @param request one of the session's; all of them go to the same place as the same identity */
    DeploySession(CliEnvironment surroundings, DeployRequest request, DeployView view, Cancellation cancel) {
        this(surroundings, new AwsCloud(AwsAccess.ofEnvironment(whatRunwayGets(surroundings, request))), view, cancel);
    }

    /** @param cloud closed with the session */
    DeploySession(CliEnvironment surroundings, Cloud cloud, DeployView view, Cancellation cancel) {
        this.surroundings = surroundings;
        this.view = view;
        this.cancel = cancel;
        this.runway = new LocalRunway(surroundings.environment());
        this.cloud = cloud;
    }

    private static Map<String, String> whatRunwayGets(CliEnvironment surroundings, DeployRequest request) {
        Map<String, String> all = new HashMap<>(surroundings.environment());
        all.putAll(RunwayCommands.run(request, request.tags()).environment());
        return all;
    }

    DeployView view() {
        return view;
    }

    /** The AMI that the stacks named before the last run; empty when nobody knows. */
    String inService() {
        return inService;
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
    DeployReport run(DeployRequest request, boolean releaseLock) throws IOException, InterruptedException {
        view.hides(request, surroundings.environment());
        RunwayVersion version = runway.version(request.runway(), request.path());
        DeployPlan plan = Deploy.plan(request, surroundings.environment(), version);
        PlanDeploy.requireAnswer(cloud);
        String unknown = GivenAmi.check(request, plan, cloud);
        if (!unknown.isEmpty()) {
            view.says(unknown);
        }
        CompletableFuture<Optional<AmiId>> before = amiBefore(request, plan.scope());
        view.begins(request, plan);
        if (releaseLock) {
            release(plan.scope());
        }
        inService = known(before).map(AmiId::value).orElse("");
        timings.lap("plan");
        LocalRunway.Result result = runway.run(plan.command(), view, cancel);
        timings.lap("runway");
        DeployReport report = concluded(request, DeployKnown.of(plan, inService), result);
        timings.lap("cloud");
        return report.masked(view::mask);
    }

    /** Empty when nobody knows, or does not tell in time. */
    private static Optional<AmiId> known(CompletableFuture<Optional<AmiId>> before) {
        try {
            return before.get(BEFORE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            return Optional.empty();
        }
    }

    /** Asks in a thread of its own, as a call may hang; and so the SDK is awake when it is needed at the end. */
    private CompletableFuture<Optional<AmiId>> amiBefore(DeployRequest request, DeployScope scope) {
        return CompletableFuture.supplyAsync(() -> Deploy.amiBefore(request.action(), scope, cloud), work -> {
            Thread thread = new Thread(work, "ami-before");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void release(DeployScope scope) {
        List<GraphLock> released = GraphLockRelease.releaseAll(cloud.locks(), scope);
        for (GraphLock lock : released) {
            view.says("released lock " + lock.shown());
        }
        if (released.isEmpty()) {
            view.says("no lock to release");
        }
    }

    private DeployReport concluded(DeployRequest request, DeployKnown known, LocalRunway.Result result) {
        RunwayEnd end = RunwayEnd.of(result.outcome());
        try {
            return Deploy.conclude(request, known, end, result.log(), cloud);
        } catch (CancellationException e) {
            // Runway has ended; a lock of its own is not to be left, and this is not to be interrupted again.
            Thread.interrupted();
            return Deploy.conclude(request, known, end, result.log(), cloud);
        }
    }

    @Override
    public void close() {
        cloud.close();
    }
}
