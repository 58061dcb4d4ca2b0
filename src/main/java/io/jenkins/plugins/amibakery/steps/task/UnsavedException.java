package io.jenkins.plugins.amibakery.steps.task;

import java.io.IOException;

/** The controller cannot save how far work has come, such as on a full disk. Says nothing about the agent. */
public final class UnsavedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param cause why; never null */
    public UnsavedException(Exception cause) {
        super("Jenkins cannot save it: " + cause, cause);
    }
}
