package io.jenkins.plugins.amibakery.engine.aws.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {
    private static final Region WEST = new Region("us-west-2");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "us-west-2, https://ec2.us-west-2.amazonaws.com, https://sts.us-west-2.amazonaws.com",
        "cn-north-1, https://ec2.cn-north-1.amazonaws.com.cn, https://sts.cn-north-1.amazonaws.com.cn"
    })
    void withoutAnyOtherWordEndpointsAreAmazons(String region, URI ec2, URI sts) {
        Endpoints endpoints = of(AwsAccess.ofEnvironment(Map.of()));

        assertThat(endpoints.ec2(new Region(region))).isEqualTo(ec2);
        assertThat(endpoints.sts(new Region(region))).isEqualTo(sts);
    }

    @Test
    void fipsAndDualStackAreHonoured() {
        assertThat(of(AwsAccess.ofEnvironment(Map.of("AWS_USE_FIPS_ENDPOINT", "true")))
                        .ec2(WEST))
                .hasToString("https://ec2-fips.us-west-2.amazonaws.com");
        assertThat(of(AwsAccess.ofEnvironment(Map.of("AWS_USE_DUALSTACK_ENDPOINT", "true")))
                        .ec2(WEST))
                .hasToString("https://ec2.us-west-2.api.aws");
    }

    @Test
    void environmentNamesEndpointsForOneServiceOrAll() {
        Endpoints endpoints = of(AwsAccess.ofEnvironment(
                Map.of("AWS_ENDPOINT_URL", "http://all.example", "AWS_ENDPOINT_URL_EC2", "http://ec2.example")));

        assertThat(endpoints.ec2(WEST)).hasToString("http://ec2.example");
        assertThat(endpoints.sts(WEST)).hasToString("http://all.example");
    }

    @Test
    void configuredEndpointsCanBeIgnored() {
        Endpoints endpoints = of(AwsAccess.ofEnvironment(
                Map.of("AWS_ENDPOINT_URL", "http://all.example", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")));

        assertThat(endpoints.ec2(WEST)).hasToString("https://ec2.us-west-2.amazonaws.com");
    }

    @Test
    void explicitEndpointGoesBeforeTheEnvironment() {
        AwsAccess access = AwsAccess.ofEnvironment(Map.of("AWS_ENDPOINT_URL_EC2", "http://env.example"))
                .withEndpoint(URI.create("http://given.example"));

        assertThat(of(access).ec2(WEST)).hasToString("http://given.example");
    }

    @Test
    void standInCloudIsAskedForItsOwnIdentities() {
        AwsAccess access = AwsAccess.ofEnvironment(Map.of()).withEndpoint(URI.create("http://localhost:5555"));

        assertThat(of(access).sts(WEST)).hasToString("http://localhost:5555");
    }

    @Test
    void privateEndpointOfAmazonsEc2LeavesStsAlone() {
        AwsAccess access = AwsAccess.ofEnvironment(Map.of())
                .withEndpoint(URI.create("https://vpce-1-abc.ec2.us-west-2.vpce.amazonaws.com"));

        assertThat(of(access).sts(WEST)).hasToString("https://sts.us-west-2.amazonaws.com");
    }

    @Test
    void profileNamesEndpointsTooInAServicesSection() throws IOException {
        Endpoints endpoints = of(AwsAccess.ofEnvironment(configured("""
                [profile lab]
                endpoint_url = http://all.example
                services = lab
                [services lab]
                ec2 =
                  endpoint_url = http://ec2.example
                """)));

        assertThat(endpoints.ec2(WEST)).hasToString("http://ec2.example");
        assertThat(endpoints.sts(WEST)).hasToString("http://all.example");
    }

    @Test
    void brokenEndpointIsToldInOneLine() {
        AwsAccess access = AwsAccess.ofEnvironment(Map.of("AWS_ENDPOINT_URL", "localhost:5555"));

        assertThatThrownBy(() -> of(access).ec2(WEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The configured endpoint of ec2 is 'localhost:5555'");
        assertThatThrownBy(() -> access.withEndpoint(URI.create("ftp://x"))).hasMessageContaining("'ftp://x'");
    }

    private Map<String, String> configured(String config) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), config);
        return new HashMap<>(Map.of("AWS_CONFIG_FILE", file.toString(), "AWS_PROFILE", "lab"));
    }

    private static Endpoints of(AwsAccess access) {
        return new Endpoints(access, Profiles.of(access));
    }
}
