package io.jenkins.plugins.amibakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.config.IdenticalBakes.Baker;
import org.junit.jupiter.api.Test;

class IdenticalBakesTest {
    private final IdenticalBakes bakes = IdenticalBakes.none();
    private final Baker first = new Baker("a-1-00000000", "a #1");
    private final Baker second = new Baker("b-1-00000000", "b #1");

    @Test
    void ofTwoWithOneKeyTheFirstBakes() {
        assertThat(bakes.enter("key", first)).isEmpty();
        assertThat(bakes.enter("key", second)).contains(first);
        assertThat(bakes.enter("another", second)).isEmpty();
    }

    @Test
    void askingAgainIsNoReasonToWaitForOneself() {
        bakes.enter("key", first);

        assertThat(bakes.enter("key", first)).isEmpty();
    }

    @Test
    void whenItIsOverHoweverItEndedTheNextOneBakes() {
        bakes.enter("key", first);
        bakes.leave(first.id());

        assertThat(bakes.baker("key")).isEmpty();
        assertThat(bakes.enter("key", second)).isEmpty();
    }
}
