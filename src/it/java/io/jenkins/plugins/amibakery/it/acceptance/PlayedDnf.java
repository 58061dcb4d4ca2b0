package io.jenkins.plugins.amibakery.it.acceptance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A repository of dnf's form on this machine, with one package. */
final class PlayedDnf implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    PlayedDnf() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] file = files.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            exchange.sendResponseHeaders(file.length == 0 ? 404 : 200, file.length == 0 ? -1 : file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** By what it is known. */
    String state() {
        return digest(files.get("/repodata/repomd.xml"));
    }

    /** What it has from now on. */
    void holds(String name, String version) {
        byte[] primary = ("<metadata><package type='rpm'><name>" + name
                        + "</name><arch>x86_64</arch><version epoch='0' ver='" + version
                        + "' rel='1'/></package></metadata>")
                .getBytes(StandardCharsets.UTF_8);
        String repomd = "<repomd><revision>1</revision><data type='primary'><checksum type='sha256'>" + digest(primary)
                + "</checksum><location href='repodata/primary.xml'/><size>" + primary.length
                + "</size></data></repomd>";
        files.put("/repodata/primary.xml", primary);
        files.put("/repodata/repomd.xml", repomd.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
