package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3 under one identity. A bucket may be elsewhere than expected; S3 tells where, and is asked there. Nothing is sent before the first call. */
public final class BucketClients implements AutoCloseable {
    private final Timeouts patience;
    private final SdkClients connection;
    private final ServiceClients<S3Client> clients;

    /** @param access as whom and where */
    public BucketClients(AwsAccess access, Timeouts patience, Sleeper pace) {
        Profiles profiles = Profiles.of(access);
        this.patience = patience;
        this.connection = new SdkClients(access, profiles, patience);
        Credentials credentials = new Credentials(access, profiles, connection);
        this.clients = new ServiceClients<>(
                region -> connection.s3(region, credentials.in(region)),
                connection.endpoints()::s3,
                ErrorTranslator.hiding(access),
                pace);
    }

    /**
     * Calls S3, in the region of the bucket.
     *
     * @param action the IAM action, such as {@code s3:GetObject}
     * @param region where the bucket is expected
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when it cannot be asked
     */
    public <T> T call(String action, Region region, Function<S3Client, T> request) {
        try {
            return clients.call(action, region, patience.total(), request);
        } catch (RuntimeException e) {
            Region home = home(e).filter(told -> !told.equals(region)).orElseThrow(() -> e);
            return clients.call(action, home, patience.total(), request);
        }
    }

    private static Optional<Region> home(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof S3Exception answer && answer.awsErrorDetails() != null) {
                return Optional.ofNullable(answer.awsErrorDetails().sdkHttpResponse())
                        .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"))
                        .map(Region::new);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        clients.clear();
        connection.close();
    }
}
