package io.jenkins.plugins.amibakery.engine.aws.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.amibakery.engine.cloud.Proxies;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A role of IAM Identity Center, for a person who signed on with {@code aws sso login}; its cached token is read, never renewed. */
final class SsoCredentials {
    private static final String SOURCE = "The portal of IAM Identity Center";

    private final Profiles profiles;
    private final AwsEnvironment environment;
    private final AwsProfile profile;

    SsoCredentials(Profiles profiles, AwsEnvironment environment, AwsProfile profile) {
        this.profiles = profiles;
        this.environment = environment;
        this.profile = profile;
    }

    static boolean isMeantBy(AwsProfile profile) {
        return profile.property("sso_account_id").isPresent()
                && profile.property("sso_role_name").isPresent();
    }

    /** Exchanges the person's token for keys of the role. */
    RenewedCredentials.Fetched fetch() {
        Optional<String> session = profile.property("sso_session");
        AwsProfile portal = session.map(this::session).orElse(profile);
        String token = token(session.orElseGet(() -> required(portal, "sso_start_url")));
        URI address = address(new Region(required(portal, "sso_region")));
        String answer = JsonHttp.get(SOURCE, address, Map.of("x-amz-sso_bearer_token", token), proxy(address));
        return CredentialsJson.read(SOURCE, answer);
    }

    private AwsProfile session(String name) {
        return profiles.section("sso-session", name)
                .orElseThrow(() -> new BakeFailedException(
                        FailureCause.CREDENTIALS,
                        "Profile '" + profile.name() + "' names the sso_session '" + name + "', which is not in "
                                + profiles.places()));
    }

    private String required(AwsProfile from, String key) {
        return from.property(key)
                .orElseThrow(() -> new BakeFailedException(
                        FailureCause.CREDENTIALS, "Profile '" + profile.name() + "' lacks " + key));
    }

    private URI address(Region region) {
        String suffix = "aws-cn".equals(region.partition()) ? "amazonaws.com.cn" : "amazonaws.com";
        return URI.create("https://portal.sso." + region + "." + suffix + "/federation/credentials?role_name="
                + encoded("sso_role_name") + "&account_id=" + encoded("sso_account_id"));
    }

    private String encoded(String key) {
        return URLEncoder.encode(required(profile, key), StandardCharsets.UTF_8);
    }

    private Proxy proxy(URI address) {
        return new Proxies(environment.variables())
                .proxyFor(address)
                .map(found -> new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                found.getHost(), found.getPort() < 0 ? 80 : found.getPort())))
                .orElse(Proxy.NO_PROXY);
    }

    private String token(String cacheKey) {
        Path cache = environment
                .home()
                .orElseThrow(this::notSignedOn)
                .resolve(Path.of(".aws", "sso", "cache", sha1(cacheKey) + ".json"));
        try {
            JsonNode cached = CredentialsJson.tree("The cached sign-on", Files.readString(cache));
            boolean good = CredentialsJson.text(cached, "ExpiresAt")
                    .filter(text -> Instant.parse(text.replace("UTC", "Z")).isAfter(Instant.now()))
                    .isPresent();
            return CredentialsJson.text(cached, "AccessToken")
                    .filter(token -> good)
                    .orElseThrow(this::notSignedOn);
        } catch (IOException e) {
            BakeFailedException failure = notSignedOn();
            throw new BakeFailedException(failure.failure(), e);
        }
    }

    private BakeFailedException notSignedOn() {
        return new BakeFailedException(Failure.of(
                FailureCause.CREDENTIALS,
                "No SSO session for profile '" + profile.name() + "', or it has expired; run: aws sso login --profile "
                        + profile.name()));
    }

    /** The AWS command line names its cache files so. */
    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
