package io.jenkins.plugins.amibakery.config;

import hudson.ProxyConfiguration;
import hudson.util.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.Jenkins;

/** The proxy of Manage Jenkins, System, as variables such as every program knows them. */
public final class ControllerProxy {
    private ControllerProxy() {}

    /** Variables for calls from this controller; none without a proxy. May hold the proxy's password. */
    public static Map<String, String> variables() {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        return proxy == null
                ? Map.of()
                : variables(
                        proxy.name,
                        proxy.port,
                        proxy.getUserName(),
                        Secret.toString(proxy.getSecretPassword()),
                        proxy.getNoProxyHost());
    }

    /**
     * The same of its parts.
     *
     * @param user null or empty for none
     * @param password null or empty for none
     * @param excepted hosts to be reached directly, with {@code *} in front for all below a domain; null for none
     */
    static Map<String, String> variables(String name, int port, String user, String password, String excepted) {
        Map<String, String> variables = new LinkedHashMap<>();
        String login = user == null || user.isEmpty() ? "" : encoded(user) + ":" + encoded(password) + "@";
        String address = "http://" + login + name + ":" + port;
        variables.put("HTTP_PROXY", address);
        variables.put("HTTPS_PROXY", address);
        if (excepted != null && !excepted.isBlank()) {
            variables.put("NO_PROXY", String.join(",", excepted.strip().split("[\\s,|]+")));
        }
        return variables;
    }

    private static String encoded(String text) {
        return text == null
                ? ""
                : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
