package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads packer's machine-readable log as it comes, in constant memory. Not for several threads.
 *
 * <p>Bytes may be split anywhere, within lines and within characters, and need not be packer's at all: every line becomes
 * one event, at worst a {@link PackerEvent.Text}.
 */
public final class PackerLog {
    /** Longer lines are cut after so many bytes, and say so. */
    static final int LONGEST_LINE = Limits.LINE;

    private final LineDecoder decoder = new LineDecoder();
    private final Consumer<? super PackerEvent> events;

    /** The beginning of a line whose end has not come yet. */
    private byte[] begun = new byte[1 << 13];

    private int begunLength;

    /** Whether bytes of the begun line were dropped. */
    private boolean cut;

    /** @param events gets each event as soon as its line is complete */
    public PackerLog(Consumer<? super PackerEvent> events) {
        this.events = events;
    }

    /** Takes the next bytes of the log; they are not kept beyond the call. */
    public void feed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int start = offset;
        for (int i = offset; i < end; i++) {
            if (bytes[i] == '\n') {
                line(bytes, start, i);
                start = i + 1;
            }
        }
        keep(bytes, start, end);
    }

    /** The log is over. A last line without its line feed was cut short by something: nothing but its text is believed. */
    public void end() {
        if (begunLength > 0) {
            events.accept(decoder.unfinished(begun, 0, begunLength, cut));
            forget();
        }
    }

    private void line(byte[] bytes, int start, int end) {
        if (begunLength == 0 && end - start <= LONGEST_LINE) {
            events.accept(decoder.decode(bytes, start, end, false));
            return;
        }
        keep(bytes, start, end);
        events.accept(decoder.decode(begun, 0, begunLength, cut));
        forget();
    }

    private void keep(byte[] bytes, int start, int end) {
        int length = Math.min(end - start, LONGEST_LINE - begunLength);
        cut |= length < end - start;
        if (begunLength + length > begun.length) {
            begun = Arrays.copyOf(begun, Math.min(LONGEST_LINE, Math.max(2 * begun.length, begunLength + length)));
        }
        System.arraycopy(bytes, start, begun, begunLength, length);
        begunLength += length;
    }

    private void forget() {
        begunLength = 0;
        cut = false;
    }

    /** Reads a whole text at once; for short output such as that of {@code packer version}. */
    public static void readAll(String text, Consumer<? super PackerEvent> events) {
        PackerLog log = new PackerLog(events);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        log.feed(bytes, 0, bytes.length);
        log.end();
    }
}
