package io.jenkins.plugins.amibakery.engine.command;

import java.time.Duration;

/**
 * How a command ended.
 *
 * @param exitCode its exit code; 128 plus the signal's number when a signal ended it
 * @param duration from its start to its end
 * @param cancelled whether it was asked to stop before it ended by itself
 */
public record CommandOutcome(int exitCode, Duration duration, boolean cancelled) {
    /** Ended by itself and well. */
    public boolean succeeded() {
        return exitCode == 0 && !cancelled;
    }
}
