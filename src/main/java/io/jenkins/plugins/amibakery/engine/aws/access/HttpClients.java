package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.cloud.Proxies;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

/** One HTTP client for all endpoints that are reached the same way: directly, or through one proxy. */
final class HttpClients implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 20;

    private final Proxies proxies;
    private final Timeouts patience;
    private final Map<Optional<URI>, SdkHttpClient> clients = new ConcurrentHashMap<>();

    HttpClients(Proxies proxies, Timeouts patience) {
        this.proxies = proxies;
        this.patience = patience;
    }

    SdkHttpClient to(URI endpoint) {
        return clients.computeIfAbsent(proxies.proxyFor(endpoint), this::client);
    }

    private SdkHttpClient client(Optional<URI> proxy) {
        return ApacheHttpClient.builder()
                .connectionTimeout(patience.connect())
                .socketTimeout(patience.attempt())
                .maxConnections(MOST_CONNECTIONS)
                .connectionMaxIdleTime(Duration.ofSeconds(30))
                .tcpKeepAlive(true)
                .proxyConfiguration(configuration(proxy))
                .build();
    }

    private static ProxyConfiguration configuration(Optional<URI> proxy) {
        ProxyConfiguration.Builder configuration =
                ProxyConfiguration.builder().useEnvironmentVariableValues(false).useSystemPropertyValues(false);
        proxy.ifPresent(address -> {
            configuration.endpoint(withoutUser(address));
            Optional.ofNullable(address.getUserInfo()).ifPresent(user -> {
                String[] parts = user.split(":", 2);
                configuration.username(parts[0]).password(parts.length > 1 ? parts[1] : "");
                configuration.preemptiveBasicAuthenticationEnabled(true);
            });
        });
        return configuration.build();
    }

    private static URI withoutUser(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return URI.create(address.getScheme() + "://" + address.getHost() + port);
    }

    @Override
    public void close() {
        clients.values().forEach(SdkHttpClient::close);
        clients.clear();
    }
}
