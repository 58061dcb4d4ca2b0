package io.jenkins.plugins.amibakery.it.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium with one page, driven over its DevTools protocol by Java's own WebSocket: a page is opened at a width and in a
 * theme, and scripts run in it. Not safe for several threads.
 */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int HEIGHT = 900;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final Program program;
    private final WebSocket socket;
    private String session = "";
    private int calls;

    private Browser(Program program, URI tools) {
        this.program = program;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(tools, new Listener())
                .join();
        String page = call("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = call("Target.attachToTarget", Map.of("targetId", page, "flatten", true))
                .path("sessionId")
                .asText();
        call("Network.enable", Map.of());
    }

    /** The program; empty when this machine has none. */
    static Optional<Path> chromium() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param directory for its profile and its log */
    static Browser start(Path directory) {
        Path profile = directory.resolve("profile");
        Program program = Program.start(
                Path.of("").toAbsolutePath(),
                directory.resolve("chromium.log"),
                Map.of(),
                List.of(
                        chromium().orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox", // It runs as root, and sees our own pages alone.
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile));
        Path address = profile.resolve("DevToolsActivePort");
        Until.isTrue(
                "Chromium is up",
                PATIENCE,
                () -> Files.exists(address) && lines(address).size() == 2,
                program::output);
        List<String> told = lines(address);
        return new Browser(program, URI.create("ws://127.0.0.1:" + told.get(0) + told.get(1)));
    }

    /** Sends a header with everything it asks for. */
    void header(String name, String value) {
        call("Network.setExtraHTTPHeaders", Map.of("headers", Map.of(name, value)));
    }

    /** @param scheme {@code light} or {@code dark}, as the user's system prefers */
    void look(int width, String scheme) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Opens a page, and waits until all of it is loaded. */
    void open(String url) {
        JsonNode opened = call("Page.navigate", Map.of("url", url));
        if (opened.has("errorText")) {
            throw new AssertionError(url + ": " + opened.path("errorText").asText());
        }
        await("document.readyState === 'complete'");
        int status = run("performance.getEntriesByType('navigation')[0].responseStatus")
                .asInt();
        if (status != 200) {
            throw new AssertionError(url + ": HTTP " + status);
        }
    }

    /** Waits until an expression is true in the page. */
    void await(String expression) {
        Until.isTrue(
                expression,
                PATIENCE,
                () -> run(expression).asBoolean(),
                () -> run("document.title + ': ' + document.body.innerText").asText());
    }

    /** The value of an expression in the page; that of a promise, once it is kept. */
    JsonNode run(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Presses a key, such as Tab or Enter. */
    void press(String key, int code) {
        String text = key.equals("Enter") ? "\r" : "";
        Map<String, Object> down =
                Map.of("type", "keyDown", "key", key, "code", key, "windowsVirtualKeyCode", code, "text", text);
        call("Input.dispatchKeyEvent", down);
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    /** A picture of the whole page. */
    void picture(Path file) {
        JsonNode shot = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        int id = ++calls;
        try {
            Map<String, ?> message = session.isEmpty()
                    ? Map.of("id", id, "method", method, "params", parameters)
                    : Map.of("id", id, "method", method, "params", parameters, "sessionId", session);
            socket.sendText(JSON.writeValueAsString(message), true).join();
            JsonNode answer;
            do {
                answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } while (answer != null && answer.path("id").asInt() != id);
            if (answer == null || answer.has("error")) {
                throw new AssertionError(method + ": " + (answer == null ? "no answer" : answer.path("error")));
            }
            return answer.path("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Puts the messages together that come in parts. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                try {
                    answers.add(JSON.readTree(message.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        program.stop();
    }
}
