package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * One reason why a deployment, or one stack of it, failed.
 *
 * @param where the stack or module that failed, with its region, such as {@code img-mgr (us-west-2)}; empty when the whole run did
 * @param cause the kind of failure
 * @param detail what happened, one line, with the value that was wrong; already masked
 */
public record DeployFailure(String where, DeployFailureCause cause, String detail) implements Serializable {
    public DeployFailure {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(cause, "cause");
        Limits.text("the place of a failure", where, Limits.PATH);
        Limits.text("a failure", detail, Limits.LINE);
        detail = OneLine.flat(detail);
    }

    /** The same without secrets. */
    public DeployFailure masked(UnaryOperator<String> mask) {
        return new DeployFailure(mask.apply(where), cause, mask.apply(detail));
    }

    /** A failure of the whole run. */
    public static DeployFailure of(DeployFailureCause cause, String detail) {
        return new DeployFailure("", cause, detail);
    }

    /** One line for a person at a terminal: where, what happened, what to do. */
    public String line() {
        return OneLine.of(where, detail, cause.remedy());
    }

    /** The same for somebody who reads a build's log or page. */
    public String lineInJenkins() {
        return OneLine.of(where, detail, cause.remedyInJenkins());
    }
}
