package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdenticalBakesTest {
    private final IdenticalBakes bakes = IdenticalBakes.none();
    private final String first = "a-1-00000000";
    private final String second = "b-1-00000000";

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
        bakes.leave(first);

        assertThat(bakes.baker("key")).isEmpty();
        assertThat(bakes.enter("key", second)).isEmpty();
    }

    @Test
    void bakesInTwoAccountsOrTwoCloudsDoNotWaitForEachOther() {
        assertThat(IdenticalBakes.claim("job1", "key", "111111111111", null))
                .isEqualTo(IdenticalBakes.claim("job1", "key", "111111111111", null))
                .isNotEqualTo(IdenticalBakes.claim("job2", "key", "111111111111", null))
                .isNotEqualTo(IdenticalBakes.claim("job1", "key", "222222222222", null))
                .isNotEqualTo(IdenticalBakes.claim("job1", "key", "111111111111", "http://localhost:5000"))
                .isNotEqualTo(IdenticalBakes.claim("job1", "other", "111111111111", null));
    }
}
