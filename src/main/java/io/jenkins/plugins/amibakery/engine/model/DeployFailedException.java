package io.jenkins.plugins.amibakery.engine.model;

/** A deployment cannot go on, for a reason that is the user's to mend; its message is the one line to show. */
public final class DeployFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DeployFailure failure;

    /** @param failure the reason; its {@link DeployFailure#line()} becomes the message */
    public DeployFailedException(DeployFailure failure) {
        super(failure.line());
        this.failure = failure;
    }

    public DeployFailedException(DeployFailureCause cause, String detail) {
        this(DeployFailure.of(cause, detail));
    }

    /** The reason; never null. */
    public DeployFailure failure() {
        return failure;
    }
}
