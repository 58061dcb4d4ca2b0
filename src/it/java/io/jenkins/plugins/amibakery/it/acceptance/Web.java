package io.jenkins.plugins.amibakery.it.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** A user's browser at a Jenkins: basic authentication, and a crumb with whatever has an effect. */
final class Web {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An answer.
     *
     * @param status the HTTP status; 0 when nobody answered
     */
    record Answer(int status, String text) {
        boolean isGood() {
            return status >= 200 && status < 400;
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String url;
    private final String authorization;
    private Map.Entry<String, String> crumb;

    Web(String url, String user, String password) {
        this.url = url;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** What a page says; fails when it is not there. */
    String get(String path) {
        return good("GET " + path, ask(path));
    }

    /** A page's HTML without the places where Jenkins lets long words break. */
    String page(String path) {
        return get(path).replace("<wbr>", "");
    }

    JsonNode json(String path) {
        try {
            return JSON.readTree(get(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** The answer for a path, good or bad. */
    Answer ask(String path) {
        return send(request(path).GET().build());
    }

    String post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return good("POST " + path, send(path, "application/x-www-form-urlencoded", body));
    }

    Answer postXml(String path, String xml) {
        return send(path, "application/xml; charset=utf-8", xml);
    }

    private Answer send(String path, String type, String body) {
        Answer answer = send(withCrumb(path, type, body));
        if (answer.status() == 403) {
            crumb = null;
            answer = send(withCrumb(path, type, body));
        }
        return answer;
    }

    private HttpRequest withCrumb(String path, String type, String body) {
        if (crumb == null) {
            JsonNode issued = json("/crumbIssuer/api/json");
            crumb = Map.entry(
                    issued.path("crumbRequestField").asText(),
                    issued.path("crumb").asText());
        }
        return request(path)
                .header("Content-Type", type)
                .header(crumb.getKey(), crumb.getValue())
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", authorization)
                .timeout(Duration.ofSeconds(60));
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String good(String what, Answer answer) {
        if (!answer.isGood()) {
            throw new AssertionError(what + ": " + answer.status() + " " + answer.text());
        }
        return answer.text();
    }
}
