package io.jenkins.plugins.amibakery.engine.packages;

import io.jenkins.plugins.amibakery.engine.cloud.Proxies;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files of repositories by HTTP, through the proxy of the environment; what has not changed is not fetched again. */
final class RepositoryWeb {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration STATE = Duration.ofSeconds(15);
    private static final int MOST_READ = 20_000_000;
    private static final int LONGEST_TAG = 200;
    private static final int MOST_MOVES = 5;
    private static final int OK = 200;
    private static final int UNCHANGED = 304;
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
    private static final String ETAG = "ETag";
    private static final String MODIFIED = "Last-Modified";

    private final HttpClient client;
    private final WebCache cache;

    /** @param directory where answers are kept; need not exist; null where none are */
    RepositoryWeb(Map<String, String> environment, Path directory) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(new EnvironmentProxy(new Proxies(environment)))
                .build();
        this.cache = new WebCache(directory);
    }

    /**
     * What is at an address now.
     *
     * @param most how many bytes it may have
     * @param headers what the request carries, names and values by turns; always the same of one address
     */
    byte[] now(String address, int most, String... headers) throws UnknownStateException, InterruptedException {
        String name = Sha256.of(address);
        Optional<Kept> kept = cache.find(name).flatMap(Kept::read);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(address)).timeout(ANSWER);
        if (headers.length > 0) {
            request.headers(headers);
        }
        kept.map(Kept::etag).filter(tag -> !tag.isEmpty()).ifPresent(tag -> request.header("If-None-Match", tag));
        kept.map(Kept::modified)
                .filter(date -> !date.isEmpty())
                .ifPresent(date -> request.header("If-Modified-Since", date));
        HttpResponse<InputStream> response = sent(request.build());
        try (InputStream body = response.body()) {
            if (response.statusCode() == UNCHANGED && kept.isPresent()) {
                return kept.get().body();
            }
            byte[] bytes = bytes(response, body, most);
            cache.keep(
                    name,
                    new Kept(
                                    response.headers().firstValue(ETAG).orElse(""),
                                    response.headers().firstValue(MODIFIED).orElse(""),
                                    bytes)
                            .written());
            return bytes;
        } catch (IOException e) {
            throw new UnknownStateException("cannot be asked: " + brief(e), e);
        }
    }

    /**
     * What is another when an address serves something else: its strong entity tag; or its time and length when it was not written just
     * now; or the digest of its content when it is not large.
     */
    String state(String address) throws UnknownStateException, InterruptedException {
        HttpResponse<InputStream> head = sent(HttpRequest.newBuilder(uri(address))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .timeout(STATE)
                .build());
        String etag = head.headers().firstValue(ETAG).orElse("");
        String length = head.headers().firstValue("Content-Length").orElse("");
        String modified = head.headers().firstValue(MODIFIED).orElse("");
        if (head.statusCode() == OK && etag.startsWith("\"") && etag.length() <= LONGEST_TAG) {
            return "etag " + etag;
        }
        if (head.statusCode() == OK && !length.isEmpty() && isSettled(modified)) {
            return "of " + modified + ", " + length + " bytes";
        }
        return "sha256 " + digest(got(address, STATE, MOST_READ));
    }

    /**
     * Asks once, without what is kept.
     *
     * @param headers what the request carries, names and values by turns
     */
    Reply ask(String method, String address, String... headers) throws UnknownStateException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(address))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(STATE);
        HttpResponse<InputStream> response = sent((headers.length == 0 ? request : request.headers(headers)).build());
        try (InputStream body = response.body()) {
            return new Reply(response.statusCode(), response.headers(), read(body, MOST_READ));
        } catch (IOException e) {
            throw new UnknownStateException("cannot be asked: " + brief(e), e);
        }
    }

    /** What came: status, headers, content. */
    record Reply(int status, HttpHeaders headers, byte[] body) {
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        Reply orFail() throws UnknownStateException {
            if (status != OK) {
                throw new UnknownStateException("cannot be asked: it answers " + status);
            }
            return this;
        }
    }

    private byte[] got(String address, Duration timeout, int most) throws UnknownStateException, InterruptedException {
        HttpResponse<InputStream> response =
                sent(HttpRequest.newBuilder(uri(address)).timeout(timeout).build());
        try (InputStream body = response.body()) {
            return bytes(response, body, most);
        } catch (IOException e) {
            throw new UnknownStateException("cannot be asked: " + brief(e), e);
        }
    }

    /** A file that was written within the last minute may be written again within the same second. */
    private static boolean isSettled(String modified) {
        try {
            Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(modified));
            return then.isBefore(Instant.now().minusSeconds(60));
        } catch (java.time.DateTimeException e) {
            return false;
        }
    }

    /** A file whose content is known by its digest; fetched once. */
    byte[] of(String address, String sha256, long size, int most) throws UnknownStateException, InterruptedException {
        Limits.number("the bytes of an index", size, most);
        Optional<byte[]> kept = cache.find(sha256).filter(bytes -> digest(bytes).equals(sha256));
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] bytes = got(address, ANSWER, most);
        if (!digest(bytes).equals(sha256)) {
            throw new UnknownStateException("has an index that is not the one it lists");
        }
        cache.keep(sha256, bytes);
        return bytes;
    }

    static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.fresh().digest(bytes));
    }

    /** The answer, wherever it has moved to; each place on the way is one that may be asked. */
    private HttpResponse<InputStream> sent(HttpRequest request) throws UnknownStateException, InterruptedException {
        try {
            HttpRequest next = request;
            for (int moves = 0; moves <= MOST_MOVES; moves++) {
                requireElsewhere(next.uri());
                HttpResponse<InputStream> response = client.send(next, HttpResponse.BodyHandlers.ofInputStream());
                Optional<String> moved = MOVED.contains(response.statusCode())
                        ? response.headers().firstValue("Location")
                        : Optional.empty();
                if (moved.isEmpty()) {
                    return response;
                }
                response.body().close();
                URI to = elsewhere(next.uri(), moved.get());
                boolean same = to.getAuthority().equals(next.uri().getAuthority());
                next = HttpRequest.newBuilder(next, (name, value) -> same || !name.equals("Authorization"))
                        .uri(to)
                        .build();
            }
            throw new UnknownStateException("cannot be asked: it redirects more than " + MOST_MOVES + " times");
        } catch (HttpTimeoutException e) {
            throw new UnknownStateException("cannot be asked: it does not answer in time", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnknownStateException("cannot be asked: " + brief(e), e);
        }
    }

    private static URI elsewhere(URI from, String location) throws UnknownStateException {
        URI to = uri(from.resolve(location).toString());
        if (from.getScheme().equals("https") && !to.getScheme().equals("https")) {
            throw new UnknownStateException("cannot be asked: it redirects to an address without TLS");
        }
        return to;
    }

    private static byte[] bytes(HttpResponse<InputStream> response, InputStream body, int most)
            throws IOException, UnknownStateException {
        if (response.statusCode() != OK) {
            throw new UnknownStateException("cannot be asked: it answers " + response.statusCode());
        }
        return read(body, most);
    }

    private static byte[] read(InputStream body, int most) throws IOException, UnknownStateException {
        byte[] bytes = body.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new UnknownStateException("answers with more than " + most + " bytes");
        }
        return bytes;
    }

    private static URI uri(String address) throws UnknownStateException {
        try {
            URI uri = URI.create(address);
            if (!String.valueOf(uri.getScheme()).matches("https?")
                    || uri.getHost() == null
                    || uri.getUserInfo() != null) {
                throw new UnknownStateException("cannot be asked: its address is not one of http or https");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new UnknownStateException("cannot be asked: its address is malformed", e);
        }
    }

    /** What the network gives to an instance, credentials among it, is at such addresses. */
    private static void requireElsewhere(URI uri) throws UnknownStateException {
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                if (address.isLinkLocalAddress() || address.getHostAddress().equals("fd00:ec2:0:0:0:0:0:254")) {
                    throw new UnknownStateException("cannot be asked: its address is link-local");
                }
            }
        } catch (java.net.UnknownHostException e) {
            // A proxy may know it.
        }
    }

    private static String brief(Exception problem) {
        String message = problem.getMessage();
        return Limits.brief(
                message == null || message.isBlank() ? problem.getClass().getSimpleName() : message, 200);
    }

    /** An answer with what tells whether it is still the same one. */
    private record Kept(String etag, String modified, byte[] body) {
        static Optional<Kept> read(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            String[] parts = text.split("\n", 3);
            return parts.length < 3
                    ? Optional.empty()
                    : Optional.of(new Kept(parts[0], parts[1], parts[2].getBytes(StandardCharsets.ISO_8859_1)));
        }

        byte[] written() {
            return (etag + "\n" + modified + "\n" + new String(body, StandardCharsets.ISO_8859_1))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
