package io.jenkins.plugins.amibakery.engine.aws.documents;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsError;
import io.jenkins.plugins.amibakery.engine.aws.access.BucketClients;
import io.jenkins.plugins.amibakery.engine.aws.access.Sleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.Timeouts;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.store.DocumentName;
import io.jenkins.plugins.amibakery.engine.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Documents as objects in S3, shared by controllers and terminals. Two writers at once are kept apart by S3 itself, with conditional writes
 * (S3 User Guide, "Add preconditions to S3 operations"): {@code If-None-Match} for a document that is new, {@code If-Match} with the ETag that was read for
 * another.
 *
 * <p>Needs s3:GetObject and s3:PutObject on the objects, and s3:ListBucket on the bucket, without which S3 says "denied" of what is not there.
 */
public final class S3Store implements Store {
    /** The metadata by which a writer knows its own write again when S3's answer to it was lost and it is sent once more. */
    private static final String WRITE = "ami-bakery-write";

    private static final Set<String> LOST = Set.of("PreconditionFailed", "ConditionalRequestConflict");
    private static final Set<String> GONE = Set.of("NoSuchKey", "NoSuchVersion");

    private final BucketPlace place;
    private final Region region;
    private final BucketClients buckets;

    /**
     * @param access as whom and where
     * @param region where the bucket is expected; S3 tells when it is elsewhere
     */
    public S3Store(AwsAccess access, BucketPlace place, Region region) {
        this.place = place;
        this.region = region;
        this.buckets = new BucketClients(access, Timeouts.USUAL, Sleeper.REAL);
    }

    @Override
    public Optional<Document> read(DocumentName name) throws IOException {
        try {
            ResponseBytes<GetObjectResponse> found = asked(
                    "s3:GetObject",
                    client -> client.getObjectAsBytes(request ->
                            request.bucket(place.bucket()).key(key(name)).range("bytes=0-" + MOST_BYTES)));
            String text = found.asUtf8String();
            requireSmall(name, found.asByteArrayUnsafe().length);
            return Optional.of(new Document(text, found.response().eTag()));
        } catch (BakeFailedException e) {
            if (GONE.contains(AwsError.codeOf(e))) {
                return Optional.empty();
            }
            if ("InvalidRange".equals(AwsError.codeOf(e))) {
                throw new IOException(place + name.value() + " is empty; a document is not.", e);
            }
            throw failure(e);
        }
    }

    @Override
    public boolean create(DocumentName name, String text) throws IOException {
        return written(name, text, request -> request.ifNoneMatch("*"));
    }

    @Override
    public boolean replace(DocumentName name, String text, String version) throws IOException {
        return written(name, text, request -> request.ifMatch(version));
    }

    private boolean written(DocumentName name, String text, Consumer<PutObjectRequest.Builder> condition)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        requireSmall(name, bytes.length);
        String write = UUID.randomUUID().toString();
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(place.bucket())
                .key(key(name))
                .contentType("application/json")
                .metadata(Map.of(WRITE, write));
        condition.accept(request);
        try {
            asked("s3:PutObject", client -> client.putObject(request.build(), RequestBody.fromBytes(bytes)));
            return true;
        } catch (BakeFailedException e) {
            if (LOST.contains(AwsError.codeOf(e))) {
                return write.equals(lastWrite(name));
            }
            if (GONE.contains(AwsError.codeOf(e))) {
                return false;
            }
            throw failure(e);
        }
    }

    /** Who wrote it last; empty when nobody did, or it is gone. */
    private String lastWrite(DocumentName name) throws IOException {
        try {
            return asked(
                            "s3:GetObject",
                            client -> client.headObject(
                                    request -> request.bucket(place.bucket()).key(key(name))))
                    .metadata()
                    .getOrDefault(WRITE, "");
        } catch (BakeFailedException e) {
            if (AwsError.statusOf(e) == 404) {
                return "";
            }
            throw failure(e);
        }
    }

    @Override
    public List<DocumentName> list(DocumentName folder) throws IOException {
        try {
            return asked(
                            "s3:ListBucket",
                            client -> client
                                    .listObjectsV2Paginator(request ->
                                            request.bucket(place.bucket()).prefix(key(folder) + "/"))
                                    .contents()
                                    .stream()
                                    .map(S3Object::key)
                                    .toList())
                    .stream()
                    .map(key -> key.substring(place.prefix().length()))
                    .filter(DocumentName::isName)
                    .sorted()
                    .map(DocumentName::new)
                    .toList();
        } catch (BakeFailedException e) {
            throw failure(e);
        }
    }

    private <T> T asked(String action, Function<S3Client, T> request) {
        return buckets.call(action, region, request);
    }

    private String key(DocumentName name) {
        return place.prefix() + name.value();
    }

    private void requireSmall(DocumentName name, int bytes) throws IOException {
        if (bytes > MOST_BYTES) {
            throw new IOException(
                    place + name.value() + " is too large: more than " + MOST_BYTES + " bytes, which no document has.");
        }
    }

    private static IOException failure(BakeFailedException e) {
        return new IOException(e.failure().detail(), e);
    }

    @Override
    public void close() {
        buckets.close();
    }
}
