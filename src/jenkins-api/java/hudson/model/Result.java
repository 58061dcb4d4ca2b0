package hudson.model;

import java.io.Serializable;

/** How a build ended. */
public final class Result implements Serializable {
    public static final Result SUCCESS = null;

    public static final Result UNSTABLE = null;

    public static final Result FAILURE = null;

    public static final Result ABORTED = null;

    public static final Result NOT_BUILT = null;

    public boolean isWorseThan(Result result) {
        return false;
    }

    private Result() {}

    private static final long serialVersionUID = 1L;
}
