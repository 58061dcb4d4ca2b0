package io.jenkins.plugins.amibakery.engine.command;

import java.io.Serializable;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a command ended.
 *
 * @param exitCode its exit code; 128 plus the signal's number when a signal ended it
 * @param duration from its start to its end
 * @param cancelled whether it was asked to stop before it ended by itself
 */
public record CommandOutcome(int exitCode, Duration duration, boolean cancelled) implements Serializable {
    private static final int SIGNALLED = 128;
    private static final int MOST_SIGNALS = 64;

    /** The signal that ended it from outside; empty when it ended by itself. */
    public OptionalInt signal() {
        return exitCode > SIGNALLED && exitCode <= SIGNALLED + MOST_SIGNALS
                ? OptionalInt.of(exitCode - SIGNALLED)
                : OptionalInt.empty();
    }

    /** How a program ended that did not say why, for a person: {@code packer ended with exit code 3}. */
    public String told(String program) {
        return signal().isPresent()
                ? program + " was ended from outside, by signal " + signal().getAsInt()
                : program + " ended with exit code " + exitCode;
    }

    /** Ended by itself and well. */
    public boolean succeeded() {
        return exitCode == 0 && !cancelled;
    }
}
