package io.jenkins.plugins.amibakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ControllerProxyTest {
    @Test
    void aProxyIsForBothSchemes() {
        assertThat(ControllerProxy.variables("proxy.example.com", 3128, null, null, null))
                .containsEntry("HTTP_PROXY", "http://proxy.example.com:3128")
                .containsEntry("HTTPS_PROXY", "http://proxy.example.com:3128")
                .doesNotContainKey("NO_PROXY");
    }

    @Test
    void aPasswordOfAnyCharactersSurvives() {
        String address = ControllerProxy.variables("proxy", 3128, "Jane Doe", "p@ss:w/rd+ü", "")
                .get("HTTPS_PROXY");

        assertThat(URI.create(address).getUserInfo()).isEqualTo("Jane Doe:p@ss:w/rd+ü");
        assertThat(URI.create(address).getHost()).isEqualTo("proxy");
    }

    @Test
    void exceptionsStandOneALineAsWellAsInOne() {
        assertThat(ControllerProxy.variables("proxy", 3128, "", "", "*.example.com\n10.0.0.7, internal|other\n"))
                .containsEntry("NO_PROXY", "*.example.com,10.0.0.7,internal,other");
    }
}
