package io.jenkins.plugins.amibakery.engine.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.amibakery.engine.cloud.Proxies;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks, as anybody may, which commit a branch of a Git repository is now, and which image a tag of a container registry. */
final class Revisions {
    private static final Pattern GIT = Pattern.compile("git\\+(?<repository>https?://[^#]+)#(?<ref>.+)");
    private static final Pattern IMAGE = Pattern.compile(
            "docker://(?:(?<host>[\\w-]+(?:\\.[\\w-]+)+(?::\\d+)?|[\\w-]+:\\d+|localhost)/)?(?<name>[\\w./-]+)(?::(?<tag>[\\w.-]+))?");
    private static final Pattern CHALLENGE = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final String MANIFESTS =
            "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json,"
                    + " application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json";

    private final RepositoryWeb web;

    Revisions(RepositoryWeb web) {
        this.web = web;
    }

    /** Whether an address is one of these. */
    static boolean isOne(String address) {
        return GIT.matcher(address).matches() || IMAGE.matcher(address).matches();
    }

    /** What is another when it names something else. */
    String state(String address) throws UnknownStateException, InterruptedException {
        Matcher git = GIT.matcher(address);
        if (git.matches()) {
            return commit(git.group("repository"), git.group("ref"));
        }
        Matcher image = IMAGE.matcher(address);
        if (!image.matches()) {
            throw new UnknownStateException("cannot be asked: its address is malformed");
        }
        return image(image.group("host"), image.group("name"), image.group("tag"));
    }

    /** By Git's own protocol over HTTP, in its first version: a line for each ref. */
    private String commit(String repository, String ref) throws UnknownStateException, InterruptedException {
        RepositoryWeb.Reply reply = web.ask(
                        "GET", repository.replaceFirst("/+$", "") + "/info/refs?service=git-upload-pack")
                .orFail();
        if (!reply.header("Content-Type").startsWith("application/x-git-upload-pack-advertisement")) {
            throw new UnknownStateException("answers with something other than the refs of a Git repository");
        }
        List<String> refs = refs(new String(reply.body(), StandardCharsets.UTF_8));
        String pattern = Pattern.quote(ref).replace("*", "\\E.*\\Q");
        List<String> found = refs.stream()
                .filter(line -> line.matches("\\S+ (?:refs/(?:heads|tags)/)?" + pattern + "(?:\\^\\{})?"))
                .toList();
        if (found.isEmpty()) {
            throw new UnknownStateException("has no ref " + ref);
        }
        return "refs " + RepositoryWeb.digest(String.join("\n", found).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> refs(String advertised) throws UnknownStateException {
        List<String> refs = new ArrayList<>();
        boolean ended = false;
        for (int at = 0; at + 4 <= advertised.length(); ) {
            String size = advertised.substring(at, at + 4);
            int length = size.matches("[0-9a-f]{4}") ? Integer.parseInt(size, 16) : -1;
            int end = at + Math.max(length, 4);
            if (length < 0 || end > advertised.length()) {
                throw new UnknownStateException("answers with malformed refs");
            }
            String line = advertised.substring(at + 4, end).replaceFirst("(?s)[\\00\\n].*", "");
            ended = length == 0;
            at = end;
            if (line.matches("[0-9a-f]{40,64} (?:HEAD|refs/(?:heads|tags)/\\S+)")) {
                refs.add(line);
            }
        }
        if (!ended) {
            throw new UnknownStateException("answers with part of its refs");
        }
        return refs;
    }

    /** By the registry's own protocol, with the token that it gives to anybody. */
    private String image(String given, String name, String tag) throws UnknownStateException, InterruptedException {
        boolean hub = given == null || given.equals("docker.io");
        String host = hub ? "registry-1.docker.io" : given;
        String path = hub && !name.contains("/") ? "library/" + name : name;
        String scheme = Proxies.isThisMachine(host.replaceFirst(":\\d+$", "")) ? "http" : "https";
        String manifest = scheme + "://" + host + "/v2/" + path + "/manifests/" + (tag == null ? "latest" : tag);
        RepositoryWeb.Reply reply = web.ask("HEAD", manifest, "Accept", MANIFESTS);
        if (reply.status() == 401) {
            String token = token(reply.header("WWW-Authenticate"), scheme);
            reply = web.ask("HEAD", manifest, "Accept", MANIFESTS, "Authorization", "Bearer " + token);
        }
        String digest = reply.orFail().header("Docker-Content-Digest");
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw new UnknownStateException("does not say which image that is");
        }
        return digest;
    }

    private String token(String challenge, String scheme) throws UnknownStateException, InterruptedException {
        String realm = "";
        StringBuilder asked = new StringBuilder();
        Matcher parts = CHALLENGE.matcher(challenge);
        while (parts.find()) {
            if (parts.group(1).equals("realm")) {
                realm = parts.group(2);
            } else if (parts.group(1).matches("service|scope")) {
                asked.append(asked.isEmpty() ? "?" : "&")
                        .append(parts.group(1))
                        .append('=')
                        .append(URLEncoder.encode(parts.group(2), StandardCharsets.UTF_8));
            }
        }
        if (!challenge.startsWith("Bearer ") || !realm.startsWith(scheme + "://")) {
            throw new UnknownStateException("cannot be asked: it answers 401");
        }
        try {
            JsonNode told = new ObjectMapper()
                    .readTree(web.ask("GET", realm + asked).orFail().body());
            String token = told.path("token").asText(told.path("access_token").asText(""));
            if (token.matches("[\\w.~+/=-]+")) {
                return token;
            }
        } catch (IOException e) {
            // It is no token then.
        }
        throw new UnknownStateException("cannot be asked: it gives nobody a token");
    }
}
