package io.jenkins.plugins.amibakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void nothingIsNoSetting(String nothing) {
        assertThat(Settings.text(nothing)).isNull();
        assertThat(Settings.region(nothing)).isNull();
        assertThat(Settings.endpoint(nothing)).isNull();
        assertThat(Settings.limit("maxBakes", nothing)).isZero();
    }

    @Test
    void blanksAroundAreNotKept() {
        assertThat(Settings.region(" us-west-2 ")).isEqualTo("us-west-2");
        assertThat(Settings.endpoint(" http://localhost:5555\n")).isEqualTo("http://localhost:5555");
        assertThat(Settings.limit("maxBakes", " 7 ")).isEqualTo(7);
    }

    @Test
    void whatIsNoRegionIsRefusedWithWhatARegionLooksLike() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.region("Frankfurt"))
                .withMessage("Not a region: 'Frankfurt'; a region is written like us-west-2 or eu-central-1.");
    }

    @Test
    void anEnvironmentIsProtectedAloneOrByAnotherInWhichAnAmiMustHavePassed() {
        assertThat(Settings.protectedBy(Settings.environments(" qa, prod:qa ")))
                .containsExactly(Map.entry("qa", ""), Map.entry("prod", "qa"));
        assertThat(Settings.protectedBy(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pr/od, Not an environment",
        "prod:q/a, Not an environment",
        "prod:, names no environment after the colon",
        "prod:prod, requires the environment itself"
    })
    void whatProtectsNoEnvironmentIsRefusedWithWhatOneLooksLike(String given, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.environments(given))
                .withMessageContaining(message)
                .withMessageContaining("prod:qa");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:5555",
                "ftp://localhost",
                "http://",
                "http://a b",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "http://user:secret@localhost:5555",
                "http://localhost:5555?x=1",
                "http://localhost:5555#x"
            })
    void whatIsNoAddressOfAnEndpointIsRefusedWithWhatOneLooksLike(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.endpoint(address))
                .withMessageContaining(address)
                .withMessageContaining("http://localhost:5555");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ec2.example.com, false",
        "http://ec2.example.com, true",
        "HTTP://10.0.0.7:5000, true",
        "http://localhost:5555, false",
        "http://127.0.0.1:5555, false",
        "http://[::1]:5555, false",
        "http://localhost.example.com, true"
    })
    void onlyPlainHttpToAnotherMachineIsReadable(String address, boolean readable) {
        assertThat(Settings.isReadable(address)).isEqualTo(readable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "two", "1.5", "99999999999"})
    void whatIsNoLimitIsRefusedByName(String number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.limit("maxBakes", number))
                .withMessage(
                        "maxBakes is '" + number + "'; it is a whole number, at most 2147483647, or 0 for no limit.");
    }
}
