package io.jenkins.plugins.amibakery.engine.aws.access;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/**
 * Pauses that grow, each a quarter longer or shorter by chance so that many bakes do not ask in step.
 *
 * @param steps the pauses in order; the last one stays
 */
public record Backoff(List<Duration> steps) {
    /** Between two looks at an image: short at first, since many images are ready at once; EC2's own waiter takes 15 s. */
    public static final Backoff IMAGE = of(200, 500, 1_000, 2_000, 4_000, 8_000, 15_000);

    /** Between two looks at something that goes within a minute. */
    public static final Backoff REMOVAL = of(200, 500, 1_000, 2_000, 4_000, 5_000);

    /** After the SDK's own attempts were throttled too. */
    static final Backoff THROTTLED = of(2_000, 5_000, 10_000, 20_000);

    /** Of pauses in milliseconds. */
    public static Backoff of(long... millis) {
        return new Backoff(LongStream.of(millis).mapToObj(Duration::ofMillis).toList());
    }

    /** The pause after so many others, from 0 on. */
    public Duration pause(int number) {
        long millis = steps.get(Math.min(number, steps.size() - 1)).toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis * 3 / 4, millis * 5 / 4 + 1));
    }
}
