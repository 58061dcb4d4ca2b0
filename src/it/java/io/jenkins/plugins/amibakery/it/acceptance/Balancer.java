package io.jenkins.plugins.amibakery.it.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * What the local cloud has no real one of: a load balancer. It is a proxy for anyone who asks the address that a stack tells as its
 * {@code Url}, and passes the question on to an instance of the stack's group; 503 when there is none that answers.
 */
final class Balancer implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Cloud cloud;
    private final HttpServer server;

    Balancer(Cloud cloud) {
        this.cloud = cloud;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The addresses that were answered well, in order. */
    List<String> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI wanted = exchange.getRequestURI();
            byte[] body = "nobody answers".getBytes(StandardCharsets.UTF_8);
            int status = 503;
            for (String address : cloud.behind(wanted.getScheme() + "://" + wanted.getAuthority())) {
                HttpResponse<byte[]> answer = ask(URI.create("http://" + address + wanted.getRawPath()));
                if (answer != null && answer.statusCode() < 500) {
                    status = answer.statusCode();
                    body = answer.body();
                    asked.add(wanted.toString());
                    break;
                }
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Null when nobody answers. */
    private HttpResponse<byte[]> ask(URI instance) {
        try {
            return http.send(
                    HttpRequest.newBuilder(instance)
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
