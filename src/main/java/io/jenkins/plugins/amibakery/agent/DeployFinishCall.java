package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.Deploy;
import io.jenkins.plugins.amibakery.engine.bakery.DeployFinish;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployReport;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.FinishedDeploy;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.MasterToSlaveFileCallable;

/**
 * Concludes a deployment where Runway ran and as whom it ran: reads its log, asks how the stacks are, and settles CFNgin's locks.
 * Called on the workspace; may be repeated from the start.
 */
public final class DeployFinishCall extends MasterToSlaveFileCallable<DeployAnswer> {
    /**
     * How Runway's run stands written down.
     *
     * @param control the control directory
     * @param exitCode Runway's exit code
     * @param cancelled whether it was asked to stop
     * @param millis how long it took
     * @param files what was told of a plan's files before it
     */
    public record Run(String control, int exitCode, boolean cancelled, long millis, String files)
            implements Serializable {}

    private static final long serialVersionUID = 1L;

    private final DeployRequest deploy;
    private final RemoteIdentity identity;
    private final Run run;

    public DeployFinishCall(DeployRequest deploy, RemoteIdentity identity, Run run) {
        this.deploy = deploy;
        this.identity = identity;
        this.run = run;
    }

    @Override
    public DeployAnswer invoke(File workspace, VirtualChannel channel) throws IOException {
        DeployRequest wanted = deploy.in(workspace.toPath());
        DeployScope scope = Deploy.scope(wanted, identity.environment());
        RunwayRecord log = RunwayRecord.read(Path.of(run.control()));
        CommandOutcome outcome = new CommandOutcome(run.exitCode(), Duration.ofMillis(run.millis()), run.cancelled());
        DeployReport report = Deploy.conclude(wanted, scope, outcome, log.facts());
        AwsAccess access = identity.access(wanted.otherEndpoint());
        try (Cloud cloud = new AwsCloud(access)) {
            FinishedDeploy finished = new DeployFinish(cloud.stacks(), cloud.locks()).finish(scope, report);
            return answer(finished, plan(wanted, log, outcome.succeeded()));
        }
    }

    private RemotePlan plan(DeployRequest wanted, RunwayRecord log, boolean succeeded) {
        if (deploy.action() != DeployAction.PLAN) {
            return null;
        }
        PlanDigest digest = PlanDigest.of(wanted.environment(), wanted.ami(), run.files(), log.facts(), succeeded);
        return RemotePlan.of(digest, log.planTexts());
    }

    private static DeployAnswer answer(FinishedDeploy finished, RemotePlan plan) {
        DeployReport report = finished.report();
        return new DeployAnswer(
                finished.stacks().stream().map(RemoteStack::of).collect(Collectors.toCollection(ArrayList::new)),
                report.failures().stream()
                        .map(RemoteDeployFailure::of)
                        .collect(Collectors.toCollection(ArrayList::new)),
                lines(finished.released(), false),
                lines(report.locksLeft(), true),
                new ArrayList<>(report.unread()),
                new ArrayList<>(finished.notes()),
                plan);
    }

    private static ArrayList<String> lines(List<GraphLock> locks, boolean left) {
        ArrayList<String> lines = new ArrayList<>();
        locks.forEach(lock -> lines.add("s3://" + lock.bucket() + "/" + lock.key() + " (" + lock.code() + ")"
                + (left ? ": " + lock.release() : "")));
        return lines;
    }
}
