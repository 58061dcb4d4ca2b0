package io.jenkins.plugins.amibakery.steps.task;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an agent tells while it works, as lines that wait to be {@linkplain #taken taken}. An agent may write anything: a longer line is
 * cut, and more lines than anybody reads are dropped. Safe for several threads; writing never waits.
 */
final class ProgressLines extends OutputStream {
    static final int LONGEST = 1_000;
    static final int MOST_WAITING = 100;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private List<String> waiting = new ArrayList<>();

    @Override
    public synchronized void write(int one) {
        if (one != '\n') {
            if (line.size() < LONGEST) {
                line.write(one);
            }
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (!text.isEmpty() && waiting.size() < MOST_WAITING) {
            waiting.add(text);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    /** The whole lines that came since they were last asked for, in their order. */
    synchronized List<String> taken() {
        List<String> lines = waiting;
        waiting = new ArrayList<>();
        return lines;
    }
}
