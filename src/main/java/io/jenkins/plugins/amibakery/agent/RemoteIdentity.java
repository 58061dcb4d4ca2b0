package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.aws.access.AssumedRole;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * As whom a bake acts, on its way to an agent. Never saved: it carries secrets.
 *
 * @param profile a profile of the agent's AWS configuration files; null for none
 * @param accessKeyId an access key's id; null for none
 * @param secretAccessKey the secret that goes with it; null for none
 * @param sessionToken the third part of temporary keys; null for none
 * @param roleArn a role to assume with that; null for none
 * @param externalId what the role's trust policy asks for; null for nothing
 * @param sessionName the name of the role's session; null without a role
 * @param sessionSeconds how long its keys are good
 * @param credentialsId what Jenkins calls the credentials that the keys come from; null for none
 * @param environment what packer sees; decides when neither profile nor keys are given
 */
public record RemoteIdentity(
        String profile,
        String accessKeyId,
        String secretAccessKey,
        String sessionToken,
        String roleArn,
        String externalId,
        String sessionName,
        long sessionSeconds,
        String credentialsId,
        HashMap<String, String> environment)
        implements Serializable {

    /** The identity that the environment leads to. */
    public static RemoteIdentity ofEnvironment(HashMap<String, String> environment) {
        return new RemoteIdentity(null, null, null, null, null, null, null, 0, null, environment);
    }

    /** The same with a profile. */
    public RemoteIdentity withProfile(String name) {
        return new RemoteIdentity(
                name, null, null, null, roleArn, externalId, sessionName, sessionSeconds, null, environment);
    }

    /**
     * The same with keys instead of a profile.
     *
     * @param id what Jenkins calls the credentials that they come from
     */
    public RemoteIdentity withKeys(StaticKeys keys, String id) {
        return new RemoteIdentity(
                null,
                keys.accessKeyId(),
                keys.secretAccessKey(),
                keys.sessionToken().orElse(null),
                roleArn,
                externalId,
                sessionName,
                sessionSeconds,
                id,
                environment);
    }

    /** The same under a role. */
    public RemoteIdentity withRole(AssumedRole role) {
        return new RemoteIdentity(
                profile,
                accessKeyId,
                secretAccessKey,
                sessionToken,
                role.arn(),
                role.externalId().orElse(null),
                role.sessionName(),
                role.duration().toSeconds(),
                credentialsId,
                environment);
    }

    /**
     * The same identity for calls from the controller: keys alone, given outright or by the environment, and of the environment
     * nothing else, as it names files, proxies and endpoints that the job chose.
     *
     * @param surroundings the controller's own variables, such as its proxy's
     * @return empty when it is no identity that any machine can be
     */
    public Optional<RemoteIdentity> onController(Map<String, String> surroundings) {
        String id = hasKeys() ? accessKeyId : profile != null ? null : variable("AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY");
        String secret = hasKeys() ? secretAccessKey : variable("AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY");
        String token = hasKeys() ? sessionToken : variable("AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN");
        return id == null || secret == null
                ? Optional.empty()
                : Optional.of(new RemoteIdentity(
                        null,
                        id,
                        secret,
                        token,
                        roleArn,
                        externalId,
                        sessionName,
                        sessionSeconds,
                        credentialsId,
                        new HashMap<>(surroundings)));
    }

    private String variable(String name, String other) {
        String value = environment.getOrDefault(name, "").isBlank() ? environment.get(other) : environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** What is said of refused credentials beside the refusal: which they are; nothing where Jenkins has no name for them. */
    String named() {
        return credentialsId == null ? "" : " (credentials '" + credentialsId + "')";
    }

    /** Whether keys were given outright, so that any machine can be this identity. */
    public boolean hasKeys() {
        return accessKeyId != null;
    }

    /** For the engine. */
    public AwsAccess access(Optional<String> endpoint) {
        AwsAccess access = AwsAccess.ofEnvironment(environment);
        if (profile != null) {
            access = access.withProfile(profile);
        } else if (hasKeys()) {
            access = access.withKeys(new StaticKeys(accessKeyId, secretAccessKey, Optional.ofNullable(sessionToken)));
        }
        if (roleArn != null) {
            access = access.withRole(new AssumedRole(
                    roleArn, Optional.ofNullable(externalId), sessionName, Duration.ofSeconds(sessionSeconds)));
        }
        return endpoint.isPresent() ? access.withEndpoint(URI.create(endpoint.get())) : access;
    }

    /** Gives no secret away. */
    @Override
    public String toString() {
        return "RemoteIdentity[" + (profile == null ? "" : "profile " + profile)
                + (accessKeyId == null ? "" : accessKeyId) + (roleArn == null ? "" : " as " + roleArn) + "]";
    }
}
