package io.jenkins.plugins.amibakery.engine.aws.access;

import java.time.Duration;

/** The time that passes between two looks at the cloud; a test lets it pass at once. */
public interface Sleeper {
    /** The time of a wall clock and real pauses. */
    Sleeper REAL = new Sleeper() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }
    };

    /** As {@link System#nanoTime}: only differences mean anything. */
    long nanoTime();

    void pause(Duration time) throws InterruptedException;

    /** A moment from now on by which something must have happened. */
    default Deadline deadline(Duration timeout) {
        return new Deadline(this, nanoTime(), timeout);
    }
}
