package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BakeQueueTest {
    private final AtomicInteger most = new AtomicInteger(2);
    private final BakeQueue slots = new BakeQueue(most::get);

    @Test
    void noMoreThanTheLimitRunAtOnce() {
        assertThat(slots.enter("a")).isTrue();
        assertThat(slots.enter("b")).isTrue();
        assertThat(slots.enter("c")).isFalse();

        slots.leave("a");

        assertThat(slots.enter("c")).isTrue();
    }

    @Test
    void whoeverRunsMayAskAgain() {
        slots.enter("a");

        assertThat(slots.enter("a")).isTrue();
        assertThat(slots.enter("b")).isTrue();
    }

    @Test
    void firstComeFirstServed() {
        most.set(1);
        slots.enter("a");
        slots.enter("b");
        slots.enter("c");
        slots.leave("a");

        assertThat(slots.enter("c")).isFalse();
        assertThat(slots.enter("b")).isTrue();
    }

    @Test
    void whoeverIsCancelledWhileWaitingHoldsNobodyUp() {
        most.set(1);
        slots.enter("a");
        slots.enter("b");
        slots.enter("c");
        slots.leave("b");
        slots.leave("a");

        assertThat(slots.enter("c")).isTrue();
    }

    @Test
    void zeroIsNoLimitAndHoldsForThoseThatWaitAlready() {
        most.set(1);
        slots.enter("a");
        assertThat(slots.enter("b")).isFalse();

        most.set(0);

        assertThat(slots.enter("c")).isTrue();
        assertThat(slots.enter("b")).isTrue();
    }

    @Test
    void whatGoesOnAfterARestartCountsAndIsNeverHeldUp() {
        slots.runs("a");
        slots.runs("b");
        slots.runs("c");

        assertThat(slots.enter("d")).isFalse();
        slots.leave("a");
        assertThat(slots.enter("d")).isFalse();
        slots.leave("b");
        assertThat(slots.enter("d")).isTrue();
    }
}
