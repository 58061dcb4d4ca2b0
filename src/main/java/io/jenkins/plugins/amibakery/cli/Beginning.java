package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.Ec2Clients;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks AWS, while other things are prepared, what time it is there: the bake begins with that answer. */
final class Beginning implements AutoCloseable {
    private static final long LONGEST_SECONDS = 20;

    private final Thread asking;
    private volatile Optional<Instant> answered = Optional.empty();

    private Beginning(Ec2Clients clients, Collection<Region> regions) {
        asking = new Thread(
                () -> answered = regions.stream().findFirst().flatMap(clients::beginning), "ami-bakery-beginning");
        asking.setDaemon(true);
    }

    static Beginning asked(Ec2Clients clients, Collection<Region> regions) {
        Beginning beginning = new Beginning(clients, regions);
        beginning.asking.start();
        return beginning;
    }

    /** In milliseconds since the epoch, waited for; 0 when AWS does not answer. */
    long millis() throws InterruptedException {
        asking.join(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS));
        return answered.map(Instant::toEpochMilli).orElse(0L);
    }

    /** Nobody wants to know any more. */
    @Override
    public void close() {
        asking.interrupt();
    }
}
