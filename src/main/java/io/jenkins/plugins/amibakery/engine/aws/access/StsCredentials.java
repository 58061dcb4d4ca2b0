package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithWebIdentityCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;

/** Identities that STS hands out; each is renewed before it expires. */
final class StsCredentials {
    private final SdkClients connection;

    StsCredentials(SdkClients connection) {
        this.connection = connection;
    }

    AwsCredentialsProvider assumed(AssumedRole role, Region region, AwsCredentialsProvider by) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(connection.sts(region, by))
                .refreshRequest(wanted -> wanted.roleArn(role.arn())
                        .externalId(role.externalId().orElse(null))
                        .roleSessionName(role.sessionName())
                        .durationSeconds(Math.toIntExact(role.duration().toSeconds())))
                .build();
    }

    /** The role of a pod or of a pipeline that carries a token of its own; empty when the environment names none. */
    Optional<AwsCredentialsProvider> ofWebIdentity(AwsEnvironment environment, Region region) {
        Optional<Path> token = environment.get("AWS_WEB_IDENTITY_TOKEN_FILE").map(environment::path);
        Optional<String> role = environment.get("AWS_ROLE_ARN");
        String session = environment.get("AWS_ROLE_SESSION_NAME").orElse("ami-bakery");
        return token.isPresent() && role.isPresent()
                ? Optional.of(ofWebIdentity(token.get(), role.get(), session, region))
                : Optional.empty();
    }

    AwsCredentialsProvider ofWebIdentity(Path tokenFile, String role, String session, Region region) {
        return StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
                .stsClient(connection.sts(region, AnonymousCredentialsProvider.create()))
                .refreshRequest(() -> AssumeRoleWithWebIdentityRequest.builder()
                        .roleArn(role)
                        .roleSessionName(session)
                        .webIdentityToken(token(tokenFile))
                        .build())
                .build();
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new BakeFailedException(
                    Failure.of(FailureCause.CREDENTIALS, "The web identity token file " + file + " cannot be read"), e);
        }
    }
}
