package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;

/**
 * A {@link DeployFailure} on its way.
 *
 * @param where the stack or module; empty for the whole run
 * @param cause name of the cause
 * @param detail what happened
 */
public record RemoteDeployFailure(String where, String cause, String detail) implements Serializable {
    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public RemoteDeployFailure {
        Limits.text("the place of a failure", where, Limits.PATH);
        Limits.text("the cause of a failure", cause, Limits.BUILD_NAME);
        Limits.text("a failure", detail, Limits.LINE);
    }

    private static final int LONGEST = 4_000;

    static RemoteDeployFailure of(DeployFailure failure) {
        return new RemoteDeployFailure(failure.where(), failure.cause().name(), failure.detail());
    }

    /** The failure itself; a cause that is none is {@link DeployFailureCause#UNKNOWN}, a very long detail is cut. */
    public DeployFailure failure() {
        DeployFailureCause known = DeployFailureCause.UNKNOWN;
        for (DeployFailureCause one : DeployFailureCause.values()) {
            known = one.name().equals(cause) ? one : known;
        }
        return new DeployFailure(cut(where), known, cut(detail));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text;
    }
}
