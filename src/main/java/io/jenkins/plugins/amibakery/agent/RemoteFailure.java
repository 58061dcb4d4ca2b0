package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;

/**
 * A {@link Failure} on its way.
 *
 * @param builder the packer build; empty for the whole run
 * @param cause name of the cause
 * @param detail what happened
 */
public record RemoteFailure(String builder, String cause, String detail) implements Serializable {
    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public RemoteFailure {
        Limits.text("the build of a failure", builder, Limits.BUILD_NAME);
        Limits.text("the cause of a failure", cause, Limits.BUILD_NAME);
        Limits.text("a failure", detail, Limits.LINE);
    }

    private static final int LONGEST = 4_000;

    static RemoteFailure of(Failure failure) {
        return new RemoteFailure(failure.builder(), failure.cause().name(), failure.detail());
    }

    /** The failure itself; a cause that is none is {@link FailureCause#UNKNOWN}, a very long detail is cut. */
    public Failure failure() {
        FailureCause known = FailureCause.UNKNOWN;
        for (FailureCause one : FailureCause.values()) {
            known = one.name().equals(cause) ? one : known;
        }
        return new Failure(cut(builder), known, cut(detail));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text;
    }
}
