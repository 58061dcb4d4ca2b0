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

    /** As git-http-backend of git 2.39 answers. */
    private static String refs(String commit) {
        String head = commit + " HEAD\0multi_ack symref=HEAD:refs/heads/main agent=git/2.39.2\n";
        String main = commit + " refs/heads/main\n";
        String tag = "b".repeat(40) + " refs/tags/v1\n";
        return "001e# service=git-upload-pack\n0000" + line(head) + line(main) + line(tag) + "0000";
    }

    private static String line(String text) {
        return String.format("%04x", text.length() + 4) + text;
    }

    @Test
    void aBranchIsTheCommitThatItIsNow() {
        headers.put("Content-Type", "application/x-git-upload-pack-advertisement");
        content = refs("a".repeat(40));
        String head = ask("git+" + address("/x.git") + "#HEAD").state();
        String main = ask("git+" + address("/x.git") + "#main").state();
        String tag = ask("git+" + address("/x.git") + "#v1").state();
        String all = ask("git+" + address("/x.git") + "#*").state();
        assertThat(List.of(head, main, tag, all)).doesNotHaveDuplicates().doesNotContain("");
        assertThat(ask("git+" + address("/x.git") + "#gone").problem()).isEqualTo("has no ref gone");
        content = refs("c".repeat(40));
        assertThat(ask("git+" + address("/x.git") + "#HEAD").state()).isNotEqualTo(head);
        assertThat(ask("git+" + address("/x.git") + "#main").state()).isNotEqualTo(main);
        assertThat(ask("git+" + address("/x.git") + "#*").state()).isNotEqualTo(all);
        assertThat(ask("git+" + address("/x.git") + "#v1").state()).isEqualTo(tag);
        content = content.substring(0, content.length() - 4);
        assertThat(ask("git+" + address("/x.git") + "#v1").problem()).isEqualTo("answers with part of its refs");
        headers.clear();
        assertThat(ask("git+" + address("/x.git") + "#main").problem())
                .isEqualTo("answers with something other than the refs of a Git repository");
    }

    @Test
    void aTagIsTheImageThatTheRegistryTellsToAnybody() {
        String digest = "sha256:" + "a".repeat(64);
        List<String> tokens = new ArrayList<>();
        server.createContext("/token", exchange -> {
            tokens.add(exchange.getRequestURI().getQuery());
            answer(exchange, 200, "{\"token\":\"t0k3n\"}");
        });
        server.createContext("/v2/acme/app/manifests/2", exchange -> {
            boolean given = "Bearer t0k3n".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders()
                    .set(
                            given ? "Docker-Content-Digest" : "WWW-Authenticate",
                            given
                                    ? digest
                                    : "Bearer realm=\"" + address("/token")
                                            + "\",service=\"r\",scope=\"repository:acme/app:pull\"");
            answer(exchange, given ? 200 : 401, "");
        });
        String image = "docker://127.0.0.1:" + server.getAddress().getPort() + "/acme/app:2";
        assertThat(ask(image)).isEqualTo(new Addresses.Answer(digest, ""));
        assertThat(tokens).containsExactly("service=r&scope=repository:acme/app:pull");
        assertThat(ask(image.replace(":2", ":3")).problem()).isEqualTo("does not say which image that is");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
