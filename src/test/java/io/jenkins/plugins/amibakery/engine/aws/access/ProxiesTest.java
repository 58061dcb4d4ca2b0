package io.jenkins.plugins.amibakery.engine.aws.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2Clients;
import io.jenkins.plugins.amibakery.engine.cloud.Proxies;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private static final URI EC2 = URI.create("https://ec2.us-west-2.amazonaws.com");

    @Test
    void proxyIsThatOfTheScheme() {
        Map<String, String> both = Map.of("HTTPS_PROXY", "http://secure:3128", "HTTP_PROXY", "http://plain:3128");

        assertThat(proxy(both, EC2)).contains(URI.create("http://secure:3128"));
        assertThat(proxy(both, URI.create("http://ec2.example.com"))).contains(URI.create("http://plain:3128"));
    }

    @Test
    void proxyMayBeWrittenSmallAndWithoutScheme() {
        assertThat(proxy(Map.of("https_proxy", "proxy:3128"), EC2)).contains(URI.create("http://proxy:3128"));
    }

    @Test
    void withoutAProxyTheWayIsDirect() {
        assertThat(proxy(Map.of("HTTPS_PROXY", ""), EC2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:5555", "http://127.1.2.3:5555", "http://[::1]:5555"})
    void thisMachineIsReachedDirectly(URI endpoint) {
        assertThat(proxy(Map.of("HTTP_PROXY", "http://proxy:3128"), endpoint)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*; true",
                "amazonaws.com; true",
                ".amazonaws.com; true",
                "*.amazonaws.com; true",
                "EC2.US-WEST-2.AMAZONAWS.COM; true",
                "example.com, us-west-2.amazonaws.com; true",
                "west-2.amazonaws.com; false",
                "example.com; false",
                "amazonaws.com:443; false",
                "10.0.0.0/8; false",
                ", ; false"
            })
    void exceptionsAreSuffixesOfTheName(String noProxy, boolean direct) {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", noProxy);

        assertThat(proxy(environment, EC2).isEmpty()).isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, true", "10.1.0.0/16, false", "0.0.0.0/0, true", "10.77.1.2, true", "10.0.0.0/99, false"})
    void exceptionsMayBeBlocksOfAddresses(String noProxy, boolean direct) {
        Map<String, String> environment = Map.of("HTTP_PROXY", "http://proxy:3128", "NO_PROXY", noProxy);

        assertThat(proxy(environment, URI.create("http://10.77.1.2:5555")).isEmpty())
                .isEqualTo(direct);
    }

    @Test
    void portOfAnExceptionMustFit() {
        Map<String, String> environment = Map.of("HTTP_PROXY", "http://proxy:3128", "NO_PROXY", "cloud.example:5555");

        assertThat(proxy(environment, URI.create("http://cloud.example:5555"))).isEmpty();
        assertThat(proxy(environment, URI.create("http://cloud.example:6666"))).isPresent();
    }

    @Test
    void otherKindsOfProxyAreRefusedWithoutShowingThePassword() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "socks5://me:secret@proxy:1080");

        assertThatThrownBy(() -> proxy(environment, EC2))
                .hasMessageStartingWith("HTTPS_PROXY is not the address of an HTTP proxy")
                .hasMessageNotContaining("secret");
    }

    @Test
    void callsGoThroughTheProxyWithItsUserAndPassword() throws IOException {
        try (PlayedAws proxy = new PlayedAws()) {
            String address =
                    "http://me:pass%20word@127.0.0.1:" + proxy.address().getPort();
            AwsAccess access = AwsAccess.ofEnvironment(Map.of(
                    "AWS_ACCESS_KEY_ID",
                    "AKID",
                    "AWS_SECRET_ACCESS_KEY",
                    "secret",
                    "AWS_ENDPOINT_URL",
                    "http://ec2.example.com",
                    "HTTP_PROXY",
                    address));
            try (Ec2Clients clients = new Ec2Clients(access)) {
                clients.call("ec2:DescribeRegions", new Region("us-west-2"), ec2 -> ec2.describeRegions());
            }
            assertThat(proxy.requests())
                    .singleElement()
                    .satisfies(
                            request -> assertThat(request.proxyAuthorization()).isEqualTo("Basic bWU6cGFzcyB3b3Jk"));
        }
    }

    private static Optional<URI> proxy(Map<String, String> environment, URI endpoint) {
        return new Proxies(environment).proxyFor(endpoint);
    }
}
