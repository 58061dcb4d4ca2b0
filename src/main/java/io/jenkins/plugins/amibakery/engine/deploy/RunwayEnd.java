package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;
import java.time.Duration;

/**
 * How a run of Runway ended.
 *
 * @param exitCode its exit code; 128 plus the signal's number when a signal ended it, -1 when it left none
 * @param millis how long it took, in milliseconds
 * @param cancelled whether it was asked to stop, so that nothing of it is to be kept
 * @param agent where it ran, such as {@code agent 'linux-1'}; empty for this machine
 * @param stopReason why it was asked to stop, for people; empty when nobody says
 */
public record RunwayEnd(int exitCode, long millis, boolean cancelled, String agent, String stopReason)
        implements Serializable {
    public RunwayEnd {
        Limits.text("the name of an agent", agent, Limits.PATH);
        Limits.text("the reason of a cancel", stopReason, Limits.TEXT);
    }

    /** One on this machine. */
    public static RunwayEnd of(CommandOutcome outcome) {
        return new RunwayEnd(outcome.exitCode(), outcome.duration().toMillis(), outcome.cancelled(), "", "");
    }

    CommandOutcome outcome() {
        return new CommandOutcome(exitCode, Duration.ofMillis(millis), cancelled);
    }

    /** Why a run failed that did not say so itself. */
    DeployFailure unsaid(String runway) {
        return DeployFailure.of(DeployFailureCause.UNKNOWN, outcome().told(runway));
    }

    /** A failure of a cancel, with its reason. */
    DeployFailure cancel(String what) {
        return DeployFailure.of(
                DeployFailureCause.CANCELLED, what + (stopReason.isEmpty() ? "" : " (" + stopReason + ")"));
    }

    /** The same failure, with how Runway ended where it did not say why it failed. */
    DeployFailure explaining(DeployFailure failure) {
        boolean unsaid =
                failure.cause() == DeployFailureCause.UNKNOWN || failure.cause() == DeployFailureCause.MODULE_FAILED;
        if (!unsaid) {
            return failure;
        }
        String there = agent.isEmpty() ? "" : " on " + agent;
        String detail = exitCode < 0
                ? "Runway vanished" + there + " without an exit code: it was killed, or the machine was restarted"
                : (outcome().signal().isPresent() ? outcome().told("Runway") : failure.detail()) + there;
        return new DeployFailure(failure.where(), failure.cause(), detail);
    }
}
