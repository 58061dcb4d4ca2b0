package io.jenkins.plugins.amibakery.results.page;

import hudson.console.AnnotatedLargeText;
import hudson.model.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The last lines of a build's log, as the console shows them: masked by whatever masks it. */
final class LogTail {
    static final int MOST_LINES = 10;
    private static final int BYTES = 8_192;
    private static final Logger LOG = Logger.getLogger(LogTail.class.getName());

    private LogTail() {}

    /** Reads no more than the end of it; empty when it cannot be read. */
    static List<String> of(Run<?, ?> run) {
        try {
            AnnotatedLargeText<?> log = run.getLogText();
            long start = Math.max(0, log.length() - BYTES);
            ByteArrayOutputStream end = new ByteArrayOutputStream();
            log.writeLogTo(start, end);
            return lines(end.toString(StandardCharsets.UTF_8), start > 0);
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "No log of " + run);
            return List.of();
        }
    }

    /** @param cut whether the first line may be half of one */
    static List<String> lines(String text, boolean cut) {
        List<String> lines = text.lines().skip(cut ? 1 : 0).toList();
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }
}
