package io.jenkins.plugins.amibakery.it.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Stands before the local cloud, as its endpoint or as a proxy to it, and notes who calls what. It passes the Host on that the caller
 * named, for that is signed (pom.xml allows HttpClient to).
 */
final class Recorder implements AutoCloseable {
    /** Packer's program, and the plugin's own calls. */
    enum Caller {
        PACKER,
        PLUGIN
    }

    /**
     * A call of the AWS API.
     *
     * @param accessKey the id of the key it is signed with
     * @param host the host that the caller named
     * @param form its parameters
     */
    record Call(Caller caller, String accessKey, String host, Map<String, String> form) {
        String action() {
            return form.getOrDefault("Action", "");
        }
    }

    private static final Pattern KEY = Pattern.compile("Credential=([^/]+)/");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "transfer-encoding", "upgrade", "proxy-connection");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String cloud;

    private Recorder(String cloud) throws IOException {
        this.cloud = cloud;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static Recorder before(Cloud cloud) {
        try {
            return new Recorder(cloud.endpoint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Call> calls() {
        return calls;
    }

    /** As whom somebody called EC2. */
    Set<String> accessKeys(Caller caller) {
        return calls.stream()
                .filter(call -> call.caller() == caller && !call.action().equals("AssumeRole"))
                .map(Call::accessKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The calls of an action. */
    List<Call> calls(String action) {
        return calls.stream().filter(call -> call.action().equals(action)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            calls.add(call(exchange, new String(body, StandardCharsets.UTF_8)));
            HttpResponse<byte[]> answer = passOn(exchange, body);
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(cloud + exchange.getRequestURI().getRawPath()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Call call(HttpExchange exchange, String body) {
        String agent = String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"));
        Matcher key = KEY.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        return new Call(
                agent.contains("aws-sdk-java") ? Caller.PLUGIN : Caller.PACKER,
                key.find() ? key.group(1) : "",
                String.valueOf(exchange.getRequestHeaders().getFirst("Host")),
                form(body));
    }

    private static Map<String, String> form(String body) {
        return Pattern.compile("&")
                .splitAsStream(body)
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8), (a, b) -> b));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
