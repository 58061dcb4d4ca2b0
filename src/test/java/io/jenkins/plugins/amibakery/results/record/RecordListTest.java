package io.jenkins.plugins.amibakery.results.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordListTest {
    private final RecordList<BakeRecord> records = new RecordList<>();

    @Test
    void bakesStayInTheOrderTheyBegan() {
        records.begin(new BakeRecord("b", "t"));
        records.begin(new BakeRecord("a", "t"));

        assertThat(records.all()).extracting(BakeRecord::getBakeId).containsExactly("b", "a");
    }

    @Test
    void aBakeThatIsThereAlreadyStays() {
        records.begin(new BakeRecord("a", "first"));

        assertThat(records.begin(new BakeRecord("a", "second"))).isFalse();
        assertThat(records.all()).extracting(BakeRecord::getTemplate).containsExactly("first");
    }

    @Test
    void aBakeNobodyBeganIsNotChanged() {
        assertThat(records.update("a", bake -> bake.setCommit("c"))).isFalse();
    }

    @Test
    void whoReadsNeverSeesAChange() {
        records.begin(new BakeRecord("a", "t"));
        List<BakeRecord> read = records.all();

        records.update("a", bake -> bake.setCommit("c"));
        records.begin(new BakeRecord("b", "t"));

        assertThat(read).hasSize(1);
        assertThat(read.get(0).getCommit()).isEmpty();
        assertThat(records.all().get(0).getCommit()).isEqualTo("c");
    }

    @Test
    void aChangeThatFailsChangesNothing() {
        records.begin(new BakeRecord("a", "t"));

        try {
            records.update("a", bake -> {
                bake.setCommit("c");
                throw new IllegalStateException();
            });
        } catch (IllegalStateException expected) {
            assertThat(records.all().get(0).getCommit()).isEmpty();
            return;
        }
        throw new AssertionError("not thrown");
    }

    @Test
    void parallelBakesLoseNothing() throws InterruptedException {
        int bakes = 8;
        int amisEach = 50;
        ExecutorService pool = Executors.newFixedThreadPool(bakes);
        CountDownLatch start = new CountDownLatch(1);
        for (int bake = 0; bake < bakes; bake++) {
            String id = "bake-" + bake;
            pool.submit(() -> {
                start.await();
                records.begin(new BakeRecord(id, "t"));
                for (int i = 0; i < amisEach; i++) {
                    String ami = String.format("ami-%08x", i);
                    records.update(id, record -> record.appeared("web", "us-west-2", ami));
                }
                return null;
            });
        }
        start.countDown();
        pool.shutdown();

        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(records.all()).hasSize(bakes).allMatch(bake -> bake.amis().size() == amisEach);
    }
}
