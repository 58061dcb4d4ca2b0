package io.jenkins.plugins.amibakery.engine.aws.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.access.Credentials;
import io.jenkins.plugins.amibakery.engine.aws.access.MotoServer;
import io.jenkins.plugins.amibakery.engine.aws.access.Profiles;
import io.jenkins.plugins.amibakery.engine.aws.access.SdkClients;
import io.jenkins.plugins.amibakery.engine.aws.access.Timeouts;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.store.DocumentName;
import io.jenkins.plugins.amibakery.engine.store.Store;
import io.jenkins.plugins.amibakery.engine.store.StoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents in an S3 that remembers. */
@Timeout(120)
class S3StoreTest extends StoreContract {
    private static final Region REGION = new Region("us-west-2");
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static MotoServer moto;
    private final ConcurrentLinkedQueue<S3Store> opened = new ConcurrentLinkedQueue<>();
    private final String bucket = "documents-" + BUCKETS.incrementAndGet();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        moto = MotoServer.start(folder);
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    S3StoreTest() {
        Profiles profiles = Profiles.of(moto.access());
        try (SdkClients connection = new SdkClients(moto.access(), profiles, Timeouts.USUAL)) {
            connection
                    .s3(REGION, new Credentials(moto.access(), profiles, connection).in(REGION))
                    .createBucket(request -> request.bucket(bucket)
                            .createBucketConfiguration(where -> where.locationConstraint(REGION.code())));
        }
    }

    @AfterEach
    void close() {
        opened.forEach(S3Store::close);
    }

    @Override
    protected Store open() {
        S3Store store = new S3Store(moto.access(), BucketPlace.read("s3://" + bucket + "/team"), REGION);
        opened.add(store);
        return store;
    }

    @Test
    void aBucketThatIsNotThereIsNoEmptyStore() {
        S3Store store = new S3Store(moto.access(), BucketPlace.read("s3://no-such-bucket"), REGION);
        opened.add(store);
        DocumentName name = new DocumentName("a.json");
        assertThatThrownBy(() -> store.read(name))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("NoSuchBucket");
        assertThatThrownBy(() -> store.create(name, "text")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.list(name)).isInstanceOf(IOException.class);
    }

    @Test
    void aPlaceIsABucketAndAPrefix() {
        assertThat(BucketPlace.read("s3://acme/a/b/")).isEqualTo(new BucketPlace("acme", "a/b/"));
        assertThat(BucketPlace.read("s3://acme")).isEqualTo(new BucketPlace("acme", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "acme", "s3://", "s3:///a", "https://acme/a", "s3://Acme/a", "s3://acme/a?b", "s3://acme/a b"
            })
    void whatIsNoPlaceIsRefusedInOneLine(String text) {
        assertThatThrownBy(() -> BucketPlace.read(text))
                .hasMessage("Not a place in S3: '" + text + "'; one is written like s3://bucket/prefix.");
    }
}
