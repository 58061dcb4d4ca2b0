package io.jenkins.plugins.amibakery.engine.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As {@code dpkg --compare-versions} and rpm's own comparison have it. */
class VersionOrderTest {
    @ParameterizedTest
    @CsvSource({
        "3.0.17-1, 3.0.18-1~deb12u2",
        "1.0~rc1-1, 1.0-1",
        "2.40-2, 1:1.0-1",
        "5.2.15-2+b8, 5.2.15-2+b13",
        "1.9, 1.10"
    })
    void debianHasTheSecondOneNewer(String older, String newer) {
        assertThat(VersionOrder.DEBIAN.newer(older, newer)).isEqualTo(newer);
        assertThat(VersionOrder.DEBIAN.newer(newer, older)).isEqualTo(newer);
    }

    @ParameterizedTest
    @CsvSource({"3.0.7-25.el9_3, 3.0.7-27.el9", "1.0~rc1-1, 1.0-1", "9-1, 1:1-1", "1.0-1, 1.0^git1-1", "1.0a-1, 1.0.1-1"
    })
    void rpmHasTheSecondOneNewer(String older, String newer) {
        assertThat(VersionOrder.RPM.newer(older, newer)).isEqualTo(newer);
        assertThat(VersionOrder.RPM.newer(newer, older)).isEqualTo(newer);
    }

    @Test
    void whatIsNoVersionIsRefused() {
        assertThatThrownBy(() -> VersionOrder.DEBIAN.compare("", "1")).isInstanceOf(IllegalArgumentException.class);
    }
}
