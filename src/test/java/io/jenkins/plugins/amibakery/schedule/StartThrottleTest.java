package io.jenkins.plugins.amibakery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StartThrottleTest {
    private final StartThrottle spread = new StartThrottle(Duration.ofSeconds(10));

    @Test
    void theFirstStartsAtOnceAndEveryOtherOneAfterAGap() {
        assertThat(LongStream.range(0, 4).map(any -> spread.next(1_000)))
                .containsExactly(0L, 10_000L, 20_000L, 30_000L);
    }

    @Test
    void whatANightLeftOverIsWaitedForByTheNextRound() {
        spread.next(0);
        spread.next(0);

        assertThat(spread.next(5_000)).isEqualTo(15_000);
    }

    @Test
    void afterAPauseTheFirstStartsAtOnceAgain() {
        spread.next(0);

        assertThat(spread.next(60_000)).isZero();
    }
}
