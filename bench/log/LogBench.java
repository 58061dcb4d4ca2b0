import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.packer.log.LogView;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerLog;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerRun;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Reads packer's machine-readable log from standard input as a bake with three secrets does, and prints MB, seconds and the heap it held. */
public final class LogBench {
    private LogBench() {}

    public static void main(String[] arguments) throws Exception {
        PackerRun run = new PackerRun(new PackerRun.Listener() {});
        LogView view = new LogView();
        Masker masker = new Masker(
                List.of("Hunter2's-secret", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "IQoJb3JpZ2luX2VjEPT//8/".repeat(40)));
        long[] shown = new long[1];
        PackerLog log = new PackerLog(event -> {
            run.accept(event, Instant.EPOCH);
            shown[0] += view.line(event).map(masker::mask).map(String::length).orElse(0);
        });
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        long early = 0;
        long started = System.nanoTime();
        try (InputStream in = System.in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                log.feed(buffer, 0, n);
                bytes += n;
                if (early == 0 && bytes > 100_000_000) {
                    early = held();
                }
            }
        }
        log.end();
        double seconds = (System.nanoTime() - started) / 1e9;
        long late = held();
        System.out.printf(
                Locale.ROOT,
                "%.0f %.3f %.1f %.1f%n",
                bytes / 1e6,
                seconds,
                early / 1048576.0,
                late / 1048576.0);
        if (shown[0] == 0 || run.facts().instances().isEmpty()) {
            throw new IllegalStateException("The log was not understood.");
        }
    }

    private static long held() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
