package io.jenkins.plugins.amibakery.engine.rebake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaxAgeTest {
    @Test
    void hoursDaysAndWeeksAreRead() {
        assertThat(MaxAge.parse("36h")).contains(Duration.ofHours(36));
        assertThat(MaxAge.parse(" 30 d ")).contains(Duration.ofDays(30));
        assertThat(MaxAge.parse("4w")).contains(Duration.ofDays(28));
    }

    @Test
    void nothingIsAnyAge() {
        assertThat(MaxAge.parse(null)).isEmpty();
        assertThat(MaxAge.parse("  ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "d", "0d", "-1d", "30days", "1.5d", "123456d"})
    void anythingElseIsRefusedWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> MaxAge.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "maxAge is '" + text + "'; it is a number of days, hours or weeks, such as 30d, 36h or 4w.");
    }
}
