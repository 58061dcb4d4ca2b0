package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.Objects;

/**
 * One reason why a bake, or one packer build of it, failed.
 *
 * @param where the packer build that failed; empty when the whole run did
 * @param cause the kind of failure
 * @param detail what happened, one line, with the value that was wrong; already masked
 */
public record Failure(String where, FailureCause cause, String detail) implements Serializable {
    public Failure {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(cause, "cause");
        Limits.text("the name of a build", where, Limits.BUILD_NAME);
        Limits.text("a failure", detail, Limits.LINE);
        detail = OneLine.flat(detail);
    }

    /** A failure of the whole run. */
    public static Failure of(FailureCause cause, String detail) {
        return new Failure("", cause, detail);
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
