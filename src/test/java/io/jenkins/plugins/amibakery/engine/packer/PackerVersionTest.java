package io.jenkins.plugins.amibakery.engine.packer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackerVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.6.6, 1.6.6",
        "Packer v1.16.0, 1.16.0",
        "Packer v1.12.0-dev, 1.12.0",
        "'1.9.5\n', 1.9.5",
        "'Packer v1.9.5\n\nYour version of Packer is out of date! The latest version\nis 1.16.0.', 1.9.5"
    })
    void everyGenerationsAnswerIsRead(String output, String version) {
        assertThat(PackerVersion.read(output)).map(PackerVersion::toString).contains(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "packer: command not found", "v1", "crypto 2.3", "1.2.3.4", "Packer v99999.1.1"})
    void whatIsNoVersionIsNone(String output) {
        assertThat(PackerVersion.read(output)).isEmpty();
    }

    @Test
    void versionsAreComparedByNumber() {
        assertThat(new PackerVersion(1, 16, 0)).isGreaterThan(new PackerVersion(1, 9, 5));
        assertThat(new PackerVersion(1, 6, 6)).isGreaterThan(PackerVersion.OLDEST);
        assertThat(new PackerVersion(2, 0, 0)).isGreaterThan(new PackerVersion(1, 99, 99));
        assertThat(new PackerVersion(1, 7, 0).isAtLeast(1, 7)).isTrue();
        assertThat(new PackerVersion(1, 6, 6).isAtLeast(1, 7)).isFalse();
    }
}
