package io.jenkins.plugins.amibakery.engine.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.MotoServer;
import io.jenkins.plugins.amibakery.engine.cloud.CallerNetwork.Subnet;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked to know one's own address, and what of the answers is believed. */
@Timeout(120)
class CallerAddressesTest {
    private static final Region REGION = new Region("us-west-2");

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer echo;
    private volatile int status = 200;
    private volatile String answer = "203.0.113.7\n";
    private volatile boolean slow;

    @BeforeEach
    void start() throws IOException {
        echo = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        echo.createContext("/", exchange -> {
            try {
                if (slow) {
                    over.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        echo.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        echo.stop(0);
    }

    private String onTheInternet(Map<String, String> environment) {
        URI address = URI.create("http://127.0.0.1:" + echo.getAddress().getPort() + "/");
        try (Ec2Clients clients = new Ec2Clients(AwsAccess.ofEnvironment(environment))) {
            return new CallerAddresses(clients, address, slow ? Duration.ofMillis(300) : Duration.ofSeconds(30))
                    .onTheInternet();
        }
    }

    @Test
    void theAddressIsTheOneThatAwsSees() {
        assertThat(onTheInternet(Map.of())).isEqualTo("203.0.113.7");
        assertThat(CallerAddresses.ECHO).hasToString("https://checkip.amazonaws.com/");
    }

    @Test
    void itIsAskedDirectlyAsSshWillGo() {
        assertThat(onTheInternet(Map.of("HTTP_PROXY", "http://127.0.0.1:1", "HTTPS_PROXY", "http://127.0.0.1:1")))
                .isEqualTo("203.0.113.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Sign in</html>",
                "10.1.2.3",
                "192.168.0.9",
                "169.254.1.1",
                "127.0.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "203.0.113.256",
                "203.0.113",
                "203.0.113.7.",
                "203.0.113.7/0",
                "2001:db8::1",
                "203.0.113.7, 0.0.0.0/0"
            })
    void anythingElseIsNotBelieved(String said) {
        answer = said;

        assertThatThrownBy(() -> onTheInternet(Map.of()))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("answers with something else than an IPv4 address of the Internet")
                .hasMessageNotContaining("html");
    }

    @ParameterizedTest
    @CsvSource({"500,status 500", "302,status 302", "407,status 407"})
    void aRefusalIsSaid(int code, String said) {
        status = code;

        assertThatThrownBy(() -> onTheInternet(Map.of()))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("does not answer this machine directly (" + said);
    }

    @Test
    void silenceEndsSoon() {
        slow = true;

        assertThatThrownBy(() -> onTheInternet(Map.of()))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("does not answer this machine directly");
    }

    @Test
    void theOwnRoutesSayWhichAddressFacesASubnet() {
        try (Ec2Clients clients = new Ec2Clients(AwsAccess.ofEnvironment(Map.of()))) {
            CallerAddresses addresses = new CallerAddresses(clients);
            assertThat(addresses.facing("127.0.0.0/8")).isEqualTo("127.0.0.1");
            assertThat(addresses.isAws(REGION)).isTrue();
        }
    }

    @Test
    void aStandInIsFacedWhereItsEndpointIs() {
        AwsAccess access = AwsAccess.ofEnvironment(Map.of()).withEndpoint(URI.create("http://localhost:5000"));
        try (Ec2Clients clients = new Ec2Clients(access)) {
            CallerAddresses addresses = new CallerAddresses(clients);
            assertThat(addresses.isAws(REGION)).isFalse();
            assertThat(addresses.facingEndpoint(REGION)).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void subnetsAreAskedOfEc2(@TempDir Path folder) throws IOException, InterruptedException {
        try (MotoServer moto = MotoServer.start(folder);
                Ec2Clients clients = new Ec2Clients(moto.access())) {
            CallerAddresses addresses = new CallerAddresses(clients);
            assertThat(addresses.subnets(REGION, Optional.empty()))
                    .isNotEmpty()
                    .allMatch(Subnet::givesPublicAddresses)
                    .allMatch(subnet -> subnet.cidr().startsWith("172.31."));
            String vpc = clients.call(
                    "test",
                    REGION,
                    ec2 -> ec2.createVpc(request -> request.cidrBlock("10.9.0.0/16"))
                            .vpc()
                            .vpcId());
            String subnet = clients.call(
                    "test",
                    REGION,
                    ec2 -> ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock("10.9.1.0/24"))
                            .subnet()
                            .subnetId());
            assertThat(addresses.subnets(REGION, Optional.of(subnet)))
                    .containsExactly(new Subnet("10.9.1.0/24", false));
            assertThatThrownBy(() -> addresses.subnets(REGION, Optional.of("subnet-0123456789abcdef0")))
                    .hasMessageContaining("there is no subnet 'subnet-0123456789abcdef0' in us-west-2");
        }
    }
}
