package io.jenkins.plugins.amibakery.engine.aws.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A pace at which pauses take no time, but the clock goes on as if they had. */
public final class InstantSleeper implements Sleeper {
    private final List<Duration> pauses = new ArrayList<>();
    private long now;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(time);
        now += time.toNanos();
    }

    public List<Duration> pauses() {
        return pauses;
    }

    public Duration paused() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
