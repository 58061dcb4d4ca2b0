package io.jenkins.plugins.amibakery.engine.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an address serves: the same as long as nobody replaces it, and never guessed. */
@Timeout(60)
class AddressesTest {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private String content = "one";
    private boolean head = true;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        moved("/moved", "/x");
        server.start();
    }

    private void moved(String from, String to) {
        server.createContext(from, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod());
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead && !head) {
            exchange.sendResponseHeaders(405, -1);
        } else if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Addresses.Answer ask(String address) {
        return new Addresses(Map.of()).ask(List.of(address)).get(address);
    }

    @Test
    void aStrongEntityTagTellsWithoutFetching() {
        headers.put("ETag", "\"v1\"");
        assertThat(ask(address("/x"))).isEqualTo(new Addresses.Answer("etag \"v1\"", ""));
        headers.put("ETag", "\"v2\"");
        assertThat(ask(address("/x")).state()).isEqualTo("etag \"v2\"");
        assertThat(asked).containsOnly("HEAD");
    }

    @Test
    void timeAndLengthTellWhatWasWrittenLongAgo() {
        headers.put("Last-Modified", "Mon, 05 Jan 2026 10:00:00 GMT");
        assertThat(ask(address("/x")).state()).isEqualTo("of Mon, 05 Jan 2026 10:00:00 GMT, 3 bytes");
    }

    @Test
    void elseTheContentDoes() {
        headers.put("ETag", "W/\"weak\"");
        headers.put(
                "Last-Modified",
                java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC)));
        String one = ask(address("/x")).state();
        assertThat(one).startsWith("sha256 ");
        assertThat(ask(address("/x")).state()).isEqualTo(one);
        content = "two";
        assertThat(ask(address("/x")).state()).isNotEqualTo(one);
        head = false;
        assertThat(ask(address("/x")).state()).startsWith("sha256 ");
    }

    @Test
    void aRedirectIsFollowed() {
        headers.put("ETag", "\"v1\"");
        assertThat(ask(address("/moved")).state()).isEqualTo("etag \"v1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://[fe80::1]/"})
    void aRedirectToAnInstancesOwnAddressIsRefused(String own) {
        moved("/away", own);
        assertThat(ask(address("/away")).problem()).isEqualTo("cannot be asked: its address is link-local");
        assertThat(ask(own).problem()).isEqualTo("cannot be asked: its address is link-local");
    }

    @Test
    void redirectsEnd() {
        moved("/round", "/round");
        assertThat(ask(address("/round")).problem()).isEqualTo("cannot be asked: it redirects more than 5 times");
    }

    @Test
    void ofAnEntityTagThatIsTooLongTheContentTells() {
        headers.put("ETag", "\"" + "a".repeat(300) + "\"");
        String one = ask(address("/x")).state();
        assertThat(one).startsWith("sha256 ");
        content = "two";
        assertThat(ask(address("/x")).state()).isNotEqualTo(one);
    }

    @Test
    void whatCannotBeAskedIsNotKnown() {
        String gone = address("/x");
        server.stop(0);
        assertThat(ask(gone).state()).isEmpty();
        assertThat(ask(gone).problem()).startsWith("cannot be asked: ");
        assertThat(ask("file:///etc/passwd").problem())
                .isEqualTo("cannot be asked: its address is not one of http or https");
        assertThat(ask("http://169.254.169.254/latest/meta-data").problem())
                .isEqualTo("cannot be asked: its address is link-local");
    }
}
