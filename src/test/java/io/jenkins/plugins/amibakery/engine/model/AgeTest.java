package io.jenkins.plugins.amibakery.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeTest {
    @Test
    void hoursDaysAndWeeksAreRead() {
        assertThat(Age.parse("maxAge", "36h")).contains(Duration.ofHours(36));
        assertThat(Age.parse("maxAge", " 30 d ")).contains(Duration.ofDays(30));
        assertThat(Age.parse("maxAge", "4w")).contains(Duration.ofDays(28));
    }

    @Test
    void nothingIsAnyAge() {
        assertThat(Age.parse("maxAge", null)).isEmpty();
        assertThat(Age.parse("maxAge", "  ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "d", "0d", "-1d", "30days", "1.5d", "123456d"})
    void anythingElseIsRefusedWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> Age.parse("maxAge", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "maxAge is '" + text + "'; it is a number of days, hours or weeks, such as 30d, 36h or 4w.");
    }
}
