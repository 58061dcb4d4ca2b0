package io.jenkins.plugins.amibakery.engine.packages;

import io.jenkins.plugins.amibakery.engine.cloud.Proxies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** The proxy that the environment wants. */
final class EnvironmentProxy extends ProxySelector {
    private static final int USUAL_PORT = 80;

    private final Proxies proxies;

    EnvironmentProxy(Proxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public List<Proxy> select(URI address) {
        return List.of(proxies.proxyFor(address)
                .map(found -> new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                found.getHost(), found.getPort() < 0 ? USUAL_PORT : found.getPort())))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException problem) {
        // The request says so.
    }
}
