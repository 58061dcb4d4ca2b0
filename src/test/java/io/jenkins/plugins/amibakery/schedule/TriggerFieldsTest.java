package io.jenkins.plugins.amibakery.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TriggerFieldsTest {
    @Test
    void failuresAreAWholeNumberOrNone() {
        assertThat(TriggerFields.maxFailures("0")).isZero();
        assertThat(TriggerFields.maxFailures("12")).isEqualTo(12);
    }

    @Test
    void howLongSomethingIsAcceptedIsAnAge() {
        assertThat(TriggerFields.freshFor("7d")).contains(Duration.ofDays(7));
        assertThat(TriggerFields.freshFor("")).isEmpty();
        assertThatThrownBy(() -> TriggerFields.freshFor("week"))
                .hasMessage("freshFor is 'week'; it is a number of days, hours or weeks, such as 30d, 36h or 4w.");
    }

    @Test
    void anythingElseIsRefusedWithWhatWouldBeRight() {
        assertThatThrownBy(() -> TriggerFields.maxFailures(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxFailures is '-1'; it is a whole number, or 0 to go on for ever.");
    }
}
