package io.jenkins.plugins.amibakery.engine.cloud;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which proxy the environment wants for an endpoint, by the rules that packer follows too. */
public final class Proxies {
    private final Map<String, String> environment;

    public Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The proxy to go through; empty to go directly. This machine itself is never reached through one.
     *
     * @throws IllegalArgumentException with one clear line when the variable is no address of a proxy
     */
    public Optional<URI> proxyFor(URI endpoint) {
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        if (isThisMachine(host) || isExcepted(host, endpoint.getPort())) {
            return Optional.empty();
        }
        String variable = "https".equalsIgnoreCase(endpoint.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY";
        return set(variable).map(value -> proxy(variable, value));
    }

    /** Whether a host is written as this machine itself. */
    public static boolean isThisMachine(String host) {
        return "localhost".equals(host) || host.startsWith("127.") || "[::1]".equals(host);
    }

    /** A variable in large or small letters; an empty one counts as unset, as in packer. */
    private Optional<String> set(String variable) {
        return Stream.of(variable, variable.toLowerCase(Locale.ROOT))
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }

    private boolean isExcepted(String host, int port) {
        return set("NO_PROXY").stream()
                .flatMap(list -> Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+")))
                .anyMatch(exception -> matches(exception, host, port));
    }

    private static boolean matches(String exception, String host, int port) {
        if ("*".equals(exception)) {
            return true;
        }
        int colon = exception.lastIndexOf(':');
        boolean withPort = colon > 0 && exception.substring(colon + 1).matches("\\d+") && !exception.endsWith("]");
        if (withPort && !exception.substring(colon + 1).equals(String.valueOf(port))) {
            return false;
        }
        String name = withPort ? exception.substring(0, colon) : exception;
        if (name.contains("/")) {
            return Cidr.of(name).filter(block -> block.contains(host)).isPresent();
        }
        String domain = name.startsWith("*.") ? name.substring(1) : name;
        return domain.startsWith(".")
                ? host.endsWith(domain)
                : !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
    }

    private static URI proxy(String variable, String value) {
        URI address = URI.create(value.contains("://") ? value : "http://" + value);
        boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new IllegalArgumentException(variable
                    + " is not the address of an HTTP proxy; one is written like http://proxy.example.com:3128.");
        }
        return address;
    }
}
