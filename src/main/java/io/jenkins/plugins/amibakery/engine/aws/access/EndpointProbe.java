package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.cloud.Proxies;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether anything is there where a stand-in for AWS is called. Programs that retry need a minute to say that there is not. AWS itself
 * is not asked, and nothing is sent.
 */
public final class EndpointProbe {
    private static final int PATIENCE_MILLIS = 5_000;

    /** The endpoint does not depend on the region unless it is AWS's own. */
    private static final Region ANY = new Region("us-east-1");

    private EndpointProbe() {}

    /**
     * Why nothing can be there, a sentence without a full stop; empty when something is, be it only the proxy on the way, and for AWS
     * itself.
     *
     * @throws IllegalArgumentException with one clear line when the endpoint is no address
     */
    public static Optional<String> silence(AwsAccess access) {
        URI endpoint = new Endpoints(access, Profiles.of(access)).ec2(ANY);
        if (Endpoints.isAmazon(endpoint)) {
            return Optional.empty();
        }
        URI asked = new Proxies(access.environment()).proxyFor(endpoint).orElse(endpoint);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(asked.getHost(), port(asked)), PATIENCE_MILLIS);
            return Optional.empty();
        } catch (IOException e) {
            String proxy = asked.equals(endpoint) ? "" : " by the proxy " + asked.getHost();
            return Optional.of("Nothing answers at " + endpoint + proxy + ": " + reason(e));
        }
    }

    private static int port(URI asked) {
        return asked.getPort() >= 0 ? asked.getPort() : "https".equalsIgnoreCase(asked.getScheme()) ? 443 : 80;
    }

    private static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host name is not known";
        }
        return e instanceof SocketTimeoutException
                ? "no connection within " + PATIENCE_MILLIS / 1000 + " s"
                : ErrorTranslator.plain(e).toLowerCase(Locale.ROOT);
    }
}
