package io.jenkins.plugins.amibakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("hostile")
class ControllerEndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/",
                "http://169.254.169.254/latest/",
                "http://ec2.us-west-2.amazonaws.com/",
                "https://ec2.us-west-2.amazonaws.com.example.org/",
                "https://ec2.us-west-2.amazonaws.com@example.org/",
                "https://x@ec2.us-west-2.amazonaws.com/",
                "https://ec2.us-west-2.amazonaws.com:8443/",
                "https://ec2-198-51-100-7.us-west-2.compute.amazonaws.com/",
                "https://bucket.s3.us-west-2.amazonaws.com/",
                "https://x.execute-api.us-west-2.amazonaws.com/",
                "https://vpce-1.vpce-svc-2.us-west-2.vpce.amazonaws.com/",
                "https://ec2.us-west-2.amazonaws.com/#",
                "https://EC2.example.org"
            })
    void anEndpointThatAJobChoseIsNotCalledFromTheController(String endpoint) {
        assertThat(ControllerEndpoint.isAllowed(endpoint, null)).isFalse();
        assertThat(ControllerEndpoint.isAllowed(endpoint, "http://10.0.0.1:4566"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://ec2.us-west-2.amazonaws.com",
                "https://ec2-fips.us-gov-west-1.amazonaws.com/",
                "https://ec2.cn-north-1.amazonaws.com.cn",
                "https://ec2.us-west-2.api.aws:443/"
            })
    void awsItselfIs(String endpoint) {
        assertThat(ControllerEndpoint.isAllowed(endpoint, null)).isTrue();
    }

    @Test
    void andTheAdministratorsOwn() {
        assertThat(ControllerEndpoint.isAllowed("http://10.0.0.1:4566", "http://10.0.0.1:4566"))
                .isTrue();
        assertThat(ControllerEndpoint.isAllowed(null, null)).isTrue();
    }
}
