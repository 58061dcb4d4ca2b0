package io.jenkins.plugins.amibakery.engine.aws.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2Clients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A small HTTP server on this machine that plays EC2 and STS; it answers nothing found unless told otherwise. */
public final class PlayedAws implements AutoCloseable {
    /** A request as it came: its parameters, and who signed it. */
    public record Request(
            Map<String, String> parameters, String authorization, String userAgent, String proxyAuthorization) {
        public String action() {
            return parameters.getOrDefault("Action", "");
        }

        /** The values of a filter, unnumbered. */
        public List<String> filter(String name) {
            return parameters.entrySet().stream()
                    .filter(entry -> entry.getKey().matches("Filter\\.\\d+\\.Name")
                            && entry.getValue().equals(name))
                    .map(entry -> entry.getKey().replace(".Name", ".Value."))
                    .flatMap(prefix -> values(prefix).stream())
                    .toList();
        }

        public List<String> values(String prefix) {
            List<String> values = new ArrayList<>();
            for (int i = 1; parameters.containsKey(prefix + i); i++) {
                values.add(parameters.get(prefix + i));
            }
            return values;
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Deque<PlayedAnswer>> queued = new ConcurrentHashMap<>();
    private final Map<String, Function<Request, PlayedAnswer>> always = new ConcurrentHashMap<>();

    public PlayedAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers the next calls of an action in turn. */
    public PlayedAws next(String action, PlayedAnswer... answers) {
        queued.computeIfAbsent(action, name -> new ArrayDeque<>()).addAll(List.of(answers));
        return this;
    }

    /** Answers all calls of an action that no queued answer is for. */
    public PlayedAws always(String action, Function<Request, PlayedAnswer> answer) {
        always.put(action, answer);
        return this;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public List<Request> requests(String action) {
        return requests().stream()
                .filter(request -> request.action().equals(action))
                .toList();
    }

    /** Clients of the account the server plays, without any pause. */
    public Ec2Clients clients(Sleeper pace) {
        return new Ec2Clients(access(), Timeouts.USUAL, pace);
    }

    AwsAccess access() {
        return AwsAccess.ofEnvironment(Map.of(
                "AWS_ACCESS_KEY_ID",
                "AKIDPLAYED",
                "AWS_SECRET_ACCESS_KEY",
                "played-secret",
                "AWS_ENDPOINT_URL",
                address().toString()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            requests.add(request);
            send(exchange, answer(request));
        }
    }

    private PlayedAnswer answer(Request request) {
        Deque<PlayedAnswer> turn = queued.getOrDefault(request.action(), new ArrayDeque<>());
        synchronized (turn) {
            if (!turn.isEmpty()) {
                return turn.pop();
            }
        }
        return always.getOrDefault(request.action(), any -> PlayedAnswer.ec2(any.action(), "<return>true</return>"))
                .apply(request);
    }

    private static Request read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> parameters = new TreeMap<>();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            parameters.put("Action", target.replaceFirst(".*\\.", ""));
            parameters.put("json", body);
            body = "";
        }
        for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
        }
        parameters.putIfAbsent("Action", exchange.getRequestURI().getPath());
        return new Request(
                parameters,
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Proxy-Authorization")));
    }

    private static void send(HttpExchange exchange, PlayedAnswer answer) throws IOException {
        try {
            Thread.sleep(answer.delay().toMillis());
        } catch (InterruptedException e) {
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length + answer.missing());
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
