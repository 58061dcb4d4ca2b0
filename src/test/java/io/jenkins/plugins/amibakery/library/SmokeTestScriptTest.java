package io.jenkins.plugins.amibakery.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the smoke test runs on the agent. */
class SmokeTestScriptTest {
    private static final String SCRIPT = "resources/io/jenkins/plugins/amibakery/library/smoke-test.sh";

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private final Map<String, String> environment = new HashMap<>();
    private int answer = 200;
    private String told;

    @BeforeEach
    void serve() throws IOException {
        boolean curl = Files.isExecutable(Path.of("/usr/bin/curl"));
        if (!curl) {
            System.out.println("SKIPPED: the smoke test needs curl");
        }
        assumeTrue(curl, "The smoke test needs curl");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() > 1 ? 200 : answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void whatAnswersWellIsGood() throws Exception {
        assertThat(ask("/health", 0)).isZero();
        assertThat(told).isEqualTo(url("/health") + " answers 200.\n");
    }

    @Test
    void noProxyIsAskedForThisMachine() throws Exception {
        environment.putAll(Map.of("http_proxy", "http://127.0.0.1:9", "no_proxy", ""));

        assertThat(ask("/health", 0)).isZero();
    }

    @Test
    void whatAnswersWellOnlyLaterIsGoodToo() throws Exception {
        answer = 503;

        assertThat(ask("/health", 30)).isZero();
        assertThat(told).startsWith(url("/health") + ": 503\n").endsWith(" answers 200.\n");
    }

    @Test
    void whatDoesNotAnswerWellInTimeIsNotGood() throws Exception {
        assertThat(ask("/nowhere", 0)).isEqualTo(1);
        assertThat(told).isEqualTo(url("/nowhere") + ": 404\n");
    }

    @Test
    void whatCannotBeReachedIsToldInOneLine() throws Exception {
        server.stop(0);

        assertThat(ask("/health", 0)).isEqualTo(1);
        assertThat(told).startsWith(url("/health") + ": curl: (7) ").hasLineCount(1);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private int ask(String path, int seconds) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", SCRIPT).redirectErrorStream(true);
        builder.environment().put("SMOKE_URL", url(path));
        builder.environment().put("SMOKE_SECONDS", String.valueOf(seconds));
        builder.environment().putAll(environment);
        Process process = builder.start();
        told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }
}
