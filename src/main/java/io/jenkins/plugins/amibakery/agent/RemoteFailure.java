package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.Serializable;

/**
 * A {@link Failure} on its way.
 *
 * @param builder the packer build; empty for the whole run
 * @param cause name of the cause
 * @param detail what happened
 */
public record RemoteFailure(String builder, String cause, String detail) implements Serializable {
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
