package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * As whom, and where, AWS is called.
 *
 * <p>What is given outright decides. Where neither a profile nor keys are given, the environment decides as it does in
 * packer and in AWS's own tools: keys, a web identity, a profile, a container's role, the instance's role. The surroundings
 * of this JVM never count, so that packer and the bakery, given the same environment, are the same identity.
 *
 * @param profile a profile of the AWS configuration files; excludes keys
 * @param keys access keys; exclude a profile
 * @param endpoint another EC2 endpoint than AWS's own
 * @param role a role to assume with that identity
 * @param environment the variables that packer gets too; may hold secrets
 */
public record AwsAccess(
        Optional<String> profile,
        Optional<StaticKeys> keys,
        Optional<URI> endpoint,
        Optional<AssumedRole> role,
        Map<String, String> environment) {
    /** Every variable by which an identity can come in; none of them may stay beside an explicit one. */
    private static final List<String> IDENTITY_VARIABLES = List.of(
            AwsEnvironment.ACCESS_KEY_ID,
            "AWS_ACCESS_KEY",
            AwsEnvironment.SECRET_ACCESS_KEY,
            "AWS_SECRET_KEY",
            AwsEnvironment.SESSION_TOKEN,
            AwsEnvironment.PROFILE,
            "AWS_DEFAULT_PROFILE",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_ROLE_ARN",
            "AWS_ROLE_SESSION_NAME",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");

    public AwsAccess {
        profile = profile.map(String::strip).filter(name -> !name.isEmpty());
        environment = Collections.unmodifiableMap(new HashMap<>(environment));
        if (profile.isPresent() && keys.isPresent()) {
            throw new IllegalArgumentException(
                    "Both profile '" + profile.get() + "' and access keys are given; give one of them.");
        }
        endpoint.ifPresent(uri -> Endpoints.requireAddress("The endpoint", uri));
    }

    /** Whatever identity and endpoint an environment leads to. */
    public static AwsAccess ofEnvironment(Map<String, String> environment) {
        return new AwsAccess(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), environment);
    }

    /** The same with a profile instead of any keys. */
    public AwsAccess withProfile(String name) {
        return new AwsAccess(Optional.of(name), Optional.empty(), endpoint, role, environment);
    }

    /** The same with keys instead of any profile. */
    public AwsAccess withKeys(StaticKeys given) {
        return new AwsAccess(Optional.empty(), Optional.of(given), endpoint, role, environment);
    }

    /** The same at another endpoint. */
    public AwsAccess withEndpoint(URI given) {
        return new AwsAccess(profile, keys, Optional.of(given), role, environment);
    }

    /** The same under a role. */
    public AwsAccess withRole(AssumedRole given) {
        return new AwsAccess(profile, keys, endpoint, Optional.of(given), environment);
    }

    /**
     * The region the environment names, else the profile's; empty when neither does.
     *
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when a configuration file cannot be read
     */
    public Optional<Region> region() {
        AwsEnvironment from = new AwsEnvironment(environment);
        return from.region()
                .or(() -> Profiles.of(this).active().flatMap(active -> active.property("region")))
                .map(Region::new);
    }

    /**
     * What to set over the environment of a program so that it is this identity and no other: variables of other
     * identities are set to nothing, which packer and AWS's tools take as unset. Empty when the environment decides anyway.
     * A role is not assumed here; see {@link AwsIdentity#environmentOf}.
     */
    public Map<String, String> identityVariables() {
        Map<String, String> variables = new LinkedHashMap<>();
        profile.ifPresent(name -> variables.put(AwsEnvironment.PROFILE, name));
        keys.ifPresent(given -> variables.putAll(variablesOf(given)));
        if (!variables.isEmpty()) {
            IDENTITY_VARIABLES.forEach(name -> variables.putIfAbsent(name, ""));
        }
        return variables;
    }

    private static Map<String, String> variablesOf(StaticKeys given) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(AwsEnvironment.ACCESS_KEY_ID, given.accessKeyId());
        variables.put(AwsEnvironment.SECRET_ACCESS_KEY, given.secretAccessKey());
        given.sessionToken().ifPresent(token -> variables.put(AwsEnvironment.SESSION_TOKEN, token));
        return variables;
    }

    /** Gives no value of the environment away. */
    @Override
    public String toString() {
        return "AwsAccess[" + profile.map(name -> "profile " + name).orElse("")
                + keys.map(StaticKeys::toString).orElse("")
                + role.map(given -> " as " + given.arn()).orElse("")
                + endpoint.map(uri -> " at " + uri).orElse("") + "]";
    }
}
