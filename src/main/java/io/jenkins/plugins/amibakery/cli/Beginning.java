package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks AWS, while other things are prepared, what time it is there: the bake begins with that answer. An answer that anything else
 * was given before counts as well, and spares the call. For one thread.
 */
final class Beginning implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Beginning.class.getName());

    private static final long LONGEST_SECONDS = 20;

    private final Thread asking;
    private volatile Optional<Instant> answered = Optional.empty();

    Beginning(Cloud cloud, Collection<Region> regions) {
        asking = new Thread(
                () -> answered = regions.stream().findFirst().flatMap(cloud::beginning), "ami-bakery-beginning");
        asking.setDaemon(true);
        // Where nobody waits any more, the clients may be closed already; else the time stays unknown.
        asking.setUncaughtExceptionHandler((thread, error) -> LOG.log(Level.FINE, "AWS did not give its time", error));
    }

    /** Begins to ask, unless it has. */
    void ask() {
        if (asking.getState() == Thread.State.NEW) {
            asking.start();
        }
    }

    /** In milliseconds since the epoch, asked for and waited for; 0 when AWS does not answer. */
    long millis() throws InterruptedException {
        ask();
        asking.join(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS));
        return answered.map(Instant::toEpochMilli).orElse(0L);
    }

    /** Nobody wants to know any more. */
    @Override
    public void close() {
        asking.interrupt();
    }
}
