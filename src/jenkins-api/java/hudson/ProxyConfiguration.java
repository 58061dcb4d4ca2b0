package hudson;

import hudson.util.Secret;

/** The proxy that the controller goes through. */
public final class ProxyConfiguration {
    public final String name = null;
    public final int port = portOf();

    private ProxyConfiguration() {}

    private static int portOf() {
        return 0;
    }

    public String getUserName() {
        return null;
    }

    public Secret getSecretPassword() {
        return null;
    }

    public String getNoProxyHost() {
        return null;
    }
}
