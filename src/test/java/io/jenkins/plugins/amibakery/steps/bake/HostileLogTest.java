package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A log that is written to fill the controller's memory: another build in each line, another AMI, another failure, lines without end.
 * With {@code -Dlog.megabytes=1024} it is as long as a log can become.
 */
@Tag("hostile")
class HostileLogTest {
    private static final long MEGABYTES = Long.getLong("log.megabytes", 16);
    private static final long MOST_HEAP = 20_000_000;
    private static final int PART = 1 << 18;

    private final BakeLog.Reader nobody = new BakeLog.Reader() {
        @Override
        public void line(String text) {}

        @Override
        public void image(String builder, String region, AmiId id) {}
    };

    @Test
    void theHeapDoesNotGrowWithTheLog() throws InterruptedException {
        long before = used();
        BakeLog log = new BakeLog(new Masker(List.of("a-secret")), 0, nobody);
        long began = System.nanoTime();
        long fed = 0;
        for (long i = 0; fed < MEGABYTES << 20; i++) {
            byte[] part = part(i);
            log.feed(part);
            fed += part.length;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        long kept = used() - before;
        System.out.printf(
                Locale.ROOT,
                "log of %d MB: %.1f MB of heap kept, %.1f s%n",
                fed >> 20,
                kept / 1e6,
                took.toMillis() / 1e3);

        assertThat(kept).isLessThan(MOST_HEAP);
        PackerFacts facts = log.facts();
        assertThat(facts.imageIds().size()).isLessThanOrEqualTo(Limits.BUILDS);
        assertThat(facts.artifacts()).hasSizeLessThanOrEqualTo(Limits.IMAGES);
    }

    @Test
    void fortyThousandBuildersCostNoTime() {
        BakeLog log = new BakeLog(new Masker(List.of()), 0, nobody);
        long began = System.nanoTime();
        for (int i = 0; i < 40_000; i++) {
            log.feed(("1795359686,,ui,say,==> builder" + i + ": Prevalidating AMI Name: x" + i + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        log.end();
        int builders = log.facts().lastLines().size();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.printf(Locale.ROOT, "40000 builders: %.2f s, %d kept%n", took.toMillis() / 1e3, builders);

        assertThat(builders).isEqualTo(Limits.BUILDS);
        assertThat(took).isLessThan(Duration.ofSeconds(20));
    }

    /** A quarter of a megabyte of each kind of line in turn. */
    private static byte[] part(long number) {
        StringBuilder text = new StringBuilder(PART + 1024);
        for (long i = number << 20; text.length() < PART; i++) {
            String builder = "b" + i;
            String id = String.format(Locale.ROOT, "%017x", i);
            switch ((int) (number % 8)) {
                case 0 -> line(text, ",,ui,say,==> " + builder + ": Creating temporary keypair: packer_" + id);
                case 1 -> line(text, ",web,artifact," + i % 1000 + ",id,us-west-2:ami-" + id);
                case 2 -> line(text, ",,ui,error,==> " + builder + ": " + "e".repeat(1_000));
                case 3 ->
                    line(text, ",,ui,error,Build '" + builder + "' errored after 1 second: " + "e".repeat(20_000));
                case 4 -> line(text, ",,ui,say,==> web: " + "x".repeat(100_000));
                case 5 -> text.append("y".repeat(PART));
                case 6 -> line(text, "," + builder + ",error," + "z".repeat(5_000));
                default -> line(text, ",,ui,say,==> web: AMI: ami-" + id);
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String line) {
        text.append("1795359686").append(line).append('\n');
    }

    private static long used() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
