package io.jenkins.plugins.amibakery.steps;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.packer.LogView;
import io.jenkins.plugins.amibakery.engine.packer.PackerEvent;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import io.jenkins.plugins.amibakery.engine.packer.PackerLog;
import io.jenkins.plugins.amibakery.engine.packer.PackerRun;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads packer's log from its beginning and shows what was not shown before. Not for several threads.
 *
 * <p>After a restart of the controller the log is read again from its first byte, so that every fact in it is known again, but
 * only lines behind the last one shown are shown: none is lost, split or said twice.
 *
 * <pre>
 * ==== web: launch
 * web: Launching a source AWS instance...
 * web: Instance ID: i-3928afdd1a237cebe
 * </pre>
 */
final class BakeLog implements PackerRun.Listener {
    /** Told what happens, already masked. */
    interface Reader {
        /** A line, or several, for the build's log. */
        void line(String text);

        /** Packer names an image; its region is empty as long as packer has not said it. */
        void image(String builder, String region, AmiId id);
    }

    private final PackerRun run = new PackerRun(this);
    private final LogView view = new LogView(true);
    private final PackerLog log = new PackerLog(this::event);
    private final Set<String> toldImages = new HashSet<>();
    private final Masker masker;
    private final Reader reader;
    private final long shownBefore;
    private long position;
    private long lineEnd;
    private boolean live;
    private Instant said = Instant.EPOCH;

    /** @param shownBefore how much of it was shown already, in bytes */
    BakeLog(Masker masker, long shownBefore, Reader reader) {
        this.masker = masker;
        this.shownBefore = shownBefore;
        this.reader = reader;
    }

    /** How much of the log was read. */
    long position() {
        return position;
    }

    /** How much of the log was shown: up to the end of the last whole line, and never less than before. */
    long shown() {
        return Math.max(lineEnd, shownBefore);
    }

    /** Takes the next bytes. */
    void feed(byte[] bytes) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lineEnd = position + i + 1;
                log.feed(bytes, start, i + 1 - start);
                start = i + 1;
            }
        }
        log.feed(bytes, start, bytes.length - start);
        position += bytes.length;
    }

    /** From now on lines are read as they are written. */
    void live() {
        live = true;
    }

    /** The log is over, maybe in the middle of a line. */
    void end() {
        lineEnd = Math.max(lineEnd, position);
        log.end();
    }

    PackerFacts facts() {
        return run.facts();
    }

    private boolean isNew() {
        return lineEnd > shownBefore;
    }

    private void event(PackerEvent event) {
        // What is read late happened when packer says it did, to the second.
        run.accept(event, live ? Instant.now() : timeOf(event));
        show(() -> view.line(event).ifPresent(line -> reader.line(masker.mask(line))));
    }

    private void show(Runnable showing) {
        if (isNew()) {
            showing.run();
        }
    }

    private Instant timeOf(PackerEvent event) {
        said = saidAt(event, said);
        return said;
    }

    private static Instant saidAt(PackerEvent event, Instant before) {
        if (event instanceof PackerEvent.Say say) {
            return say.at();
        }
        if (event instanceof PackerEvent.Message message) {
            return message.at();
        }
        return event instanceof PackerEvent.ErrorText error ? error.at() : before;
    }

    @Override
    public void phase(String builder, Phase phase, Instant at) {
        show(() -> reader.line(masker.mask("==== " + builder + ": " + phase.word())));
    }

    @Override
    public void image(String builder, String region, AmiId id) {
        // Told again after a restart as well: whoever records it may have died before.
        if (toldImages.add(id + " " + region)) {
            reader.image(masker.mask(builder), region, id);
        }
    }

    /** For facts that leave this class other than by the reader. */
    Masker masker() {
        return masker;
    }
}
