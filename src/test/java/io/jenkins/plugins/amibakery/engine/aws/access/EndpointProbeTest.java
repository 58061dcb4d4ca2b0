package io.jenkins.plugins.amibakery.engine.aws.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointProbeTest {
    private static Optional<String> silence(String endpoint, Map<String, String> environment) {
        return EndpointProbe.silence(AwsAccess.ofEnvironment(environment).withEndpoint(URI.create(endpoint)));
    }

    private static int freed() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    @Test
    void whatListensIsThere() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(silence("http://127.0.0.1:" + server.getLocalPort(), Map.of()))
                    .isEmpty();
        }
    }

    @Test
    void aPortThatNobodyHasIsSaidAtOnce() throws IOException {
        String dead = "http://127.0.0.1:" + freed();

        assertThat(silence(dead, Map.of())).contains("Nothing answers at " + dead + ": connection refused");
        assertThat(EndpointProbe.silence(AwsAccess.ofEnvironment(Map.of("AWS_ENDPOINT_URL", dead))))
                .contains("Nothing answers at " + dead + ": connection refused");
    }

    @Test
    void aNameThatNobodyKnowsIsSaid() {
        assertThat(silence("http://nowhere.invalid:5555", Map.of()))
                .contains("Nothing answers at http://nowhere.invalid:5555: the host name is not known");
    }

    @Test
    void onTheWayThroughAProxyTheProxyIsLookedFor() throws IOException {
        Map<String, String> proxy = Map.of("HTTP_PROXY", "http://me:secret@127.0.0.1:" + freed());

        assertThat(silence("http://cloud.example:5555", proxy))
                .contains("Nothing answers at http://cloud.example:5555 by the proxy 127.0.0.1: connection refused");
    }

    @Test
    void awsItselfIsNotAsked() {
        Map<String, String> proxy = Map.of("HTTPS_PROXY", "http://127.0.0.1:1");

        assertThat(silence("https://ec2.us-west-2.amazonaws.com", proxy)).isEmpty();
        assertThat(EndpointProbe.silence(AwsAccess.ofEnvironment(proxy))).isEmpty();
    }
}
