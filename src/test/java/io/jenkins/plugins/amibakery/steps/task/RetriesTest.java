package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final AtomicLong now = new AtomicLong();
    private final Retries retries = new Retries(now::get);

    @Test
    void whatFailsAgainAndAgainIsTriedLessAndLessOftenAndNeverGivenUp() {
        assertThat(retries.isDue("a")).isTrue();
        int tries = 0;
        for (; now.get() < 86_400_000; now.addAndGet(30_000)) {
            if (retries.isDue("a")) {
                retries.tried("a");
                tries++;
            }
        }

        assertThat(tries).isBetween(24, 40);
        assertThat(retries.isDue("b")).isTrue();
    }

    @Test
    void whatIsOverIsForgotten() {
        retries.tried("a");
        retries.forget("a");

        assertThat(retries.isDue("a")).isTrue();
    }
}
