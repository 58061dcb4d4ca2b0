package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The identity that a profile describes, following roles from profile to profile. */
final class ProfileCredentials {
    private final Profiles profiles;
    private final AwsEnvironment environment;
    private final StsCredentials roles;
    private final Region region;
    private final Supplier<AwsCredentialsProvider> instanceRole;

    ProfileCredentials(
            Profiles profiles,
            AwsEnvironment environment,
            StsCredentials roles,
            Region region,
            Supplier<AwsCredentialsProvider> instanceRole) {
        this.profiles = profiles;
        this.environment = environment;
        this.roles = roles;
        this.region = region;
        this.instanceRole = instanceRole;
    }

    /**
     * The identity of a profile; empty when the profile holds settings alone.
     *
     * @throws BakeFailedException when there is no such profile, or it cannot be followed
     */
    Optional<AwsCredentialsProvider> of(String name) {
        return of(name, List.of());
    }

    private Optional<AwsCredentialsProvider> of(String name, List<String> followed) {
        AwsProfile profile =
                profiles.named(name).orElseThrow(() -> bad("Profile '" + name + "' is not in " + profiles.places()));
        boolean seen = followed.contains(name);
        if (seen && profile.keys().isEmpty()) {
            throw bad("The profiles " + String.join(" -> ", followed) + " -> " + name
                    + " refer to each other in a circle");
        }
        return seen
                ? profile.keys().map(Credentials::fixed)
                : role(profile, followed).or(() -> own(profile));
    }

    private Optional<AwsCredentialsProvider> own(AwsProfile profile) {
        if (profile.keys().isPresent()) {
            return profile.keys().map(Credentials::fixed);
        }
        if (SsoCredentials.isMeantBy(profile)) {
            return Optional.of(renewed(new SsoCredentials(profiles, environment, profile)::fetch));
        }
        return profile.property("credential_process")
                .map(command -> renewed(new ProcessCredentials(profile.name(), command, environment)::fetch));
    }

    private static AwsCredentialsProvider renewed(Supplier<RenewedCredentials.Fetched> source) {
        return new RenewedCredentials(source, Clock.systemUTC());
    }

    private Optional<AwsCredentialsProvider> role(AwsProfile profile, List<String> followed) {
        Optional<String> arn = profile.property("role_arn");
        if (arn.isEmpty()) {
            return Optional.empty();
        }
        if (profile.property("mfa_serial").isPresent()) {
            throw bad("Profile '" + profile.name() + "' requires an MFA code, which cannot be entered here;"
                    + " put session keys into the environment");
        }
        String session = profile.property("role_session_name").orElse("ami-bakery");
        return profile.property("web_identity_token_file")
                .map(file -> roles.ofWebIdentity(environment.path(file), arn.get(), session, region))
                .or(() ->
                        Optional.of(roles.assumed(role(profile, arn.get(), session), region, base(profile, followed))));
    }

    private static AssumedRole role(AwsProfile profile, String arn, String session) {
        Duration duration = profile.property("duration_seconds")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(AssumedRole.DEFAULT_DURATION);
        return new AssumedRole(arn, profile.property("external_id"), session, duration);
    }

    private AwsCredentialsProvider base(AwsProfile profile, List<String> followed) {
        Optional<String> source = profile.property("source_profile");
        if (source.isPresent()) {
            List<String> further = new ArrayList<>(followed);
            further.add(profile.name());
            return of(source.get(), further)
                    .orElseThrow(() -> bad("The source profile '" + source.get() + "' has no credentials"));
        }
        return profile.property("credential_source")
                .map(this::named)
                .orElseThrow(() -> bad("Profile '" + profile.name()
                        + "' has a role_arn, but neither source_profile nor credential_source"));
    }

    private AwsCredentialsProvider named(String source) {
        return switch (source.toLowerCase(Locale.ROOT)) {
            case "environment" ->
                environment
                        .keys()
                        .map(Credentials::fixed)
                        .orElseThrow(() -> bad("credential_source is Environment, but there are no keys in it"));
            case "ecscontainer" ->
                ContainerCredentials.of(environment)
                        .orElseThrow(() -> bad("credential_source is EcsContainer, but this is none"));
            case "ec2instancemetadata" -> instanceRole.get();
            default ->
                throw bad("credential_source '" + source
                        + "' is unknown; it is Environment, Ec2InstanceMetadata or EcsContainer");
        };
    }

    private static BakeFailedException bad(String what) {
        return new BakeFailedException(FailureCause.CREDENTIALS, what);
    }
}
