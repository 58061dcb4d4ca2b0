package io.jenkins.plugins.amibakery.engine.runway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads what Runway prints as it comes, in constant memory. Not for several threads.
 *
 * <p>Bytes may be split anywhere. Runway has no format for machines; its records are told apart by their beginning, {@code
 * [runway]}, behind which {@link RunwayCommands#LOG_FORMAT} puts process and level. Lines without it belong to the record before.
 */
public final class RunwayOutput {
    /** Longer lines are cut after so many bytes. */
    static final int LONGEST_LINE = 1 << 16;

    private final LogEntryReader records;
    private byte[] begun = new byte[1 << 10];
    private int length;

    /** @param events gets each event as soon as its record is complete */
    public RunwayOutput(Consumer<? super RunwayEvent> events) {
        this.records = new LogEntryReader(events);
    }

    /** Takes the next bytes; they are not kept beyond the call. */
    public void feed(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (bytes[i] == '\n') {
                line();
            } else if (length < LONGEST_LINE) {
                keep(bytes[i]);
            }
        }
    }

    private void keep(byte next) {
        if (length == begun.length) {
            begun = Arrays.copyOf(begun, 2 * length);
        }
        begun[length++] = next;
    }

    private void line() {
        String text = new String(begun, 0, length, StandardCharsets.UTF_8);
        length = 0;
        records.line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    /** The output is over. */
    public void end() {
        if (length > 0) {
            line();
        }
        records.end();
    }
}
