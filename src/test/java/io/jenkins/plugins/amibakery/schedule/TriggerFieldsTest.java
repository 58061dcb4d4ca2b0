package io.jenkins.plugins.amibakery.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TriggerFieldsTest {
    @Test
    void failuresAreAWholeNumberOrNone() {
        assertThat(TriggerFields.maxFailures("0")).isZero();
        assertThat(TriggerFields.maxFailures("12")).isEqualTo(12);
    }

    @Test
    void anythingElseIsRefusedWithWhatWouldBeRight() {
        assertThatThrownBy(() -> TriggerFields.maxFailures(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxFailures is '-1'; it is a whole number, or 0 to go on for ever.");
    }
}
