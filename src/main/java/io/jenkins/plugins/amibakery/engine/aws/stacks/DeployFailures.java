package io.jenkins.plugins.amibakery.engine.aws.stacks;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import java.util.function.Supplier;

/** Tells a failed call as a deployment's failure. */
final class DeployFailures {
    private DeployFailures() {}

    static <T> T told(Supplier<T> call) {
        try {
            return call.get();
        } catch (BakeFailedException e) {
            DeployFailureCause cause = switch (e.failure().cause()) {
                case CREDENTIALS -> DeployFailureCause.CREDENTIALS;
                case ACCESS_DENIED -> DeployFailureCause.ACCESS_DENIED;
                case UNREACHABLE -> DeployFailureCause.UNREACHABLE;
                case THROTTLED -> DeployFailureCause.THROTTLED;
                default -> DeployFailureCause.UNKNOWN;
            };
            DeployFailedException told =
                    new DeployFailedException(cause, e.failure().detail());
            told.initCause(e);
            throw told;
        }
    }
}
