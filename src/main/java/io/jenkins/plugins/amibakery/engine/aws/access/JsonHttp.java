package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Fetches keys over HTTP from where only a GET is spoken: a container's agent, the portal of IAM Identity Center. */
final class JsonHttp {
    private static final int LONGEST = 64 * 1024;
    private static final int TIMEOUT = Math.toIntExact(Duration.ofSeconds(5).toMillis());

    private JsonHttp() {}

    /**
     * Gets the body of an answer.
     *
     * @param source who is asked, for a message
     * @param headers may hold secrets
     * @throws BakeFailedException when there is no answer, or one that refuses
     */
    static String get(String source, URI address, Map<String, String> headers, Proxy proxy) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(proxy);
            connection.setConnectTimeout(TIMEOUT);
            connection.setReadTimeout(TIMEOUT);
            connection.setInstanceFollowRedirects(false);
            headers.forEach(connection::setRequestProperty);
            return body(source, connection);
        } catch (IOException e) {
            throw new BakeFailedException(
                    Failure.of(
                            FailureCause.CREDENTIALS,
                            source + " at " + address.getRawAuthority() + " did not answer: "
                                    + ErrorTranslator.plain(e)),
                    e);
        }
    }

    private static String body(String source, HttpURLConnection connection) throws IOException {
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new BakeFailedException(
                        FailureCause.CREDENTIALS, source + " answered " + status + " instead of credentials");
            }
            try (InputStream answer = connection.getInputStream()) {
                return new String(answer.readNBytes(LONGEST), StandardCharsets.UTF_8);
            }
        } finally {
            connection.disconnect();
        }
    }
}
