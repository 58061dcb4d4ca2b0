package io.jenkins.plugins.amibakery.engine.model;

/** A bake cannot go on, for a reason that is the user's to mend; its message is the one line to show at a terminal. */
public final class BakeFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    /** @param failure the reason; its {@link Failure#line()} becomes the message */
    public BakeFailedException(Failure failure) {
        this(failure, null);
    }

    /** @param cause what was thrown where it failed; may be null */
    public BakeFailedException(Failure failure, Throwable cause) {
        super(failure.line(), cause);
        this.failure = failure;
    }

    public BakeFailedException(FailureCause cause, String detail) {
        this(Failure.of(cause, detail));
    }

    /** The reason; never null. */
    public Failure failure() {
        return failure;
    }
}
