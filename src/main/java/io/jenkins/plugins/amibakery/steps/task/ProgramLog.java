package io.jenkins.plugins.amibakery.steps.task;

/**
 * Reads a program's log from its beginning and shows what was not shown before. Not for several threads.
 *
 * <p>After a restart of the controller the log is read again from its first byte, so that every fact in it is known again, but
 * only what ends behind the last line shown is shown: none is lost, split or said twice.
 */
public abstract class ProgramLog {
    private final long shownBefore;
    private long position;
    private long lineEnd;
    private boolean live;

    /** @param shownBefore how much of it was shown already, in bytes */
    protected ProgramLog(long shownBefore) {
        this.shownBefore = shownBefore;
    }

    /** Takes the next bytes, at most to the end of a line. */
    protected abstract void read(byte[] bytes, int offset, int length);

    /** Nothing comes any more. */
    protected abstract void readAll();

    /** How much of the log was read. */
    final long position() {
        return position;
    }

    /** How much of the log was shown: up to the end of the last whole line, and never less than before. */
    public final long shown() {
        return Math.max(lineEnd, shownBefore);
    }

    /** Takes the next bytes. */
    public final void feed(byte[] bytes) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lineEnd = position + i + 1;
                read(bytes, start, i + 1 - start);
                start = i + 1;
            }
        }
        read(bytes, start, bytes.length - start);
        position += bytes.length;
    }

    /** From now on lines are read as they are written. */
    public final void live() {
        live = true;
    }

    protected final boolean isLive() {
        return live;
    }

    /** The log is over, maybe in the middle of a line. */
    public final void end() {
        lineEnd = Math.max(lineEnd, position);
        readAll();
    }

    /** Shows something, if it was not shown before. */
    protected final void show(Runnable showing) {
        if (lineEnd > shownBefore) {
            showing.run();
        }
    }
}
