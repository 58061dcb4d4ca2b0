package io.jenkins.plugins.amibakery.engine.packages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.InstalledPackage;
import io.jenkins.plugins.amibakery.engine.model.PackageRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Repositories of packages on this machine, whose content a test decides. */
public final class PlayedRepositories implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> files = Collections.synchronizedMap(new HashMap<>());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final PlayedKey key = new PlayedKey();
    private String headers = "";
    private String advisories = "";

    public PlayedRepositories() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] file = files.get(path);
        String tag = file == null ? "" : "\"" + RepositoryWeb.digest(file) + "\"";
        boolean same = file != null && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        asked.add((file == null ? "404 " : same ? "304 " : "200 ") + path);
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.sendResponseHeaders(
                file == null ? 404 : same ? 304 : 200, file == null || same ? -1 : file.length == 0 ? -1 : file.length);
        if (file != null && !same) {
            exchange.getResponseBody().write(file);
        }
        exchange.close();
    }

    /** What was asked for since this was asked last, with the answer's number. */
    public List<String> asked() {
        List<String> since = asked.stream().sorted().toList();
        asked.clear();
        return since;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(String path, byte[] content) {
        files.put(path, content);
    }

    void stopAnswering(String path) {
        files.remove(path);
    }

    /** Adds headers to the next releases, a line each. */
    void headers(String more) {
        headers = more;
    }

    PlayedKey key() {
        return key;
    }

    /** An archive of Debian's form with these packages, {@code name version} each. */
    public void debian(String suite, String... packages) {
        StringBuilder index = new StringBuilder();
        for (String one : packages) {
            String[] words = one.split(" ");
            index.append("Package: ")
                    .append(words[0])
                    .append("\nVersion: ")
                    .append(words[1])
                    .append("\nArchitecture: ")
                    .append(words.length > 2 ? words[2] : "amd64")
                    .append("\nDescription: x\n continued\n\n");
        }
        byte[] packed = gzip(index.toString());
        String path = "main/binary-amd64/Packages.gz";
        put("/dists/" + suite + "/" + path, packed);
        put(
                "/dists/" + suite + "/InRelease",
                key.clearSigned("Origin: us\nSuite: " + suite + "\n" + headers
                        + "Date: Sat, 11 Jul 2026 10:16:37 UTC\nArchitectures: amd64\nSHA256:\n "
                        + RepositoryWeb.digest(packed) + " " + packed.length + " " + path + "\n"));
    }

    /** Adds advisories to the next repositories of dnf's form, as XML; empty for none. */
    void advisories(String xml) {
        advisories = xml;
    }

    /** A repository of dnf's form with these packages, {@code name version release} each. */
    public void dnf(String... packages) {
        StringBuilder primary = new StringBuilder("<metadata xmlns='http://linux.duke.edu/metadata/common'>");
        for (String one : packages) {
            String[] words = one.split(" ");
            primary.append(
                    "<package type='rpm'><name>%s</name><arch>x86_64</arch><version epoch='0' ver='%s' rel='%s'/>"
                            .formatted((Object[]) words));
            primary.append("<format><name>no</name></format></package>");
        }
        byte[] packed = gzip(primary.append("</metadata>").toString());
        put("/repodata/primary.xml.gz", packed);
        put(
                "/repodata/repomd.xml",
                ("<repomd><revision>1</revision><data type='primary'><checksum type='sha256'>"
                                + RepositoryWeb.digest(packed)
                                + "</checksum><location href='repodata/primary.xml.gz'/><size>" + packed.length
                                + "</size></data>" + updateinfo() + "</repomd>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private String updateinfo() {
        if (advisories.isEmpty()) {
            return "";
        }
        byte[] packed = gzip(advisories);
        put("/repodata/updateinfo.xml.gz", packed);
        return "<data type='updateinfo'><checksum type='sha256'>" + RepositoryWeb.digest(packed)
                + "</checksum><location href='repodata/updateinfo.xml.gz'/><size>" + packed.length + "</size></data>";
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }

    /** What an image baked now records, with packages as {@code name version}. */
    public ImageRecord debianImage(String suite, String... packages) {
        return image(apt(suite, ""), packages);
    }

    PackageRepository apt(String suite, String note) {
        return new PackageRepository(
                PackageRepository.Kind.APT,
                address(),
                suite,
                List.of("main"),
                List.of("amd64"),
                RepositoryWeb.digest(files.get("/dists/" + suite + "/InRelease")),
                "Sat, 11 Jul 2026 10:16:37 UTC",
                List.of("/ring"),
                note);
    }

    /** The same of a repository of dnf's form. */
    public ImageRecord dnfImage(String... packages) {
        return image(
                new PackageRepository(
                        PackageRepository.Kind.RPM,
                        address(),
                        "own",
                        List.of(),
                        List.of(),
                        RepositoryWeb.digest(files.get("/repodata/repomd.xml")),
                        "1",
                        List.of(),
                        ""),
                packages);
    }

    ImageRecord image(PackageRepository repository, String... packages) {
        String architecture = repository.kind() == PackageRepository.Kind.RPM ? "x86_64" : "amd64";
        List<InstalledPackage> installed = new ArrayList<>();
        for (String one : packages) {
            String[] words = one.split(" ");
            installed.add(new InstalledPackage(
                    words[0],
                    words[1],
                    architecture,
                    words.length > 2 ? words[2] : "",
                    words.length > 3 ? words[3] : ""));
        }
        return new ImageRecord(
                installed,
                List.of(repository),
                Map.of("/ring", Base64.getEncoder().encodeToString(key.publicRing())));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
