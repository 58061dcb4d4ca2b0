package io.jenkins.plugins.amibakery.engine.aws.stacks;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsError;
import io.jenkins.plugins.amibakery.engine.aws.access.BucketClients;
import io.jenkins.plugins.amibakery.engine.aws.access.Sleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.Timeouts;
import io.jenkins.plugins.amibakery.engine.cloud.GraphLocks;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** CFNgin's locks: a tag on each graph in S3. Nothing is sent before the first question. */
public final class S3GraphLocks implements GraphLocks {
    private static final String TAG = "cfngin_lock_code";
    private static final Set<String> NOTHING = Set.of("NoSuchBucket", "NoSuchKey", "NoSuchTagSet");

    private final AwsAccess access;
    private final BucketClients buckets;

    /** @param access as whom and where */
    public S3GraphLocks(AwsAccess access) {
        this(access, Timeouts.USUAL, Sleeper.REAL);
    }

    S3GraphLocks(AwsAccess access, Timeouts patience, Sleeper pace) {
        this.access = access;
        this.buckets = new BucketClients(access, patience, pace);
    }

    @Override
    public Optional<GraphLock> holder(GraphLock where) {
        return inItsRegion("s3:GetObjectTagging", where, client -> {
            try {
                return client
                        .getObjectTagging(
                                request -> request.bucket(where.bucket()).key(where.key()))
                        .tagSet()
                        .stream()
                        .filter(tag -> tag.key().equals(TAG))
                        .map(Tag::value)
                        .map(code -> new GraphLock(where.region(), where.bucket(), where.key(), code))
                        .findFirst();
            } catch (S3Exception e) {
                if (NOTHING.contains(AwsError.codeOf(e))) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Looks first, then removes the tag, as CFNgin itself does: S3 has no way to do both at once. */
    @Override
    public boolean release(GraphLock lock) {
        Optional<GraphLock> held = holder(lock);
        if (held.isEmpty() || !held.get().code().equals(lock.code())) {
            return false;
        }
        inItsRegion(
                "s3:DeleteObjectTagging",
                lock,
                client -> client.deleteObjectTagging(
                        request -> request.bucket(lock.bucket()).key(lock.key())));
        return true;
    }

    private <T> T inItsRegion(String action, GraphLock lock, Function<S3Client, T> request) {
        Region region = Optional.of(lock.region())
                .filter(code -> !code.isEmpty())
                .map(Region::new)
                .or(access::region)
                .orElseThrow(() -> new DeployFailedException(
                        DeployFailureCause.BUCKET_UNAVAILABLE,
                        "It is not known in which region to ask for the bucket '" + lock.bucket()
                                + "'; set AWS_REGION to one of the partition it is in"));
        return DeployFailures.told(() -> buckets.call(action, region, request));
    }

    @Override
    public void close() {
        buckets.close();
    }
}
