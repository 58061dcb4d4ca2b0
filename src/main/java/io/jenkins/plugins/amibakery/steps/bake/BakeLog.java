package io.jenkins.plugins.amibakery.steps.bake;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.ownership.Sight;
import io.jenkins.plugins.amibakery.engine.packer.log.LogView;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerLog;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerRun;
import io.jenkins.plugins.amibakery.steps.task.ProgramLog;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Packer's log for people. Not for several threads.
 *
 * <pre>
 * ==== web: launch
 * web: Launching a source AWS instance...
 * web: Instance ID: i-3928afdd1a237cebe
 * </pre>
 */
final class BakeLog extends ProgramLog implements PackerRun.Listener {
    /** Told what happens, already masked. */
    interface Reader {
        /** A line, or several, for the build's log. */
        void line(String text);

        /** Packer names an image; its region is empty as long as packer has not said it. */
        void image(String builder, String region, AmiId id);

        /** A phase of a packer build begins; after a restart all are told again. */
        default void phase(String builder, Phase phase, Instant at) {}
    }

    private final PackerRun run = new PackerRun(this);
    private final LogView view = new LogView(true);
    private final PackerLog log = new PackerLog(this::event);
    private final Set<String> toldImages = new HashSet<>();
    private final Masker masker;
    private final Reader reader;
    private final Consumer<Sight.Due> watch;
    private Instant said = Instant.EPOCH;

    /**
     * @param shownBefore how much of it was shown already, in bytes
     * @param watch told of what has to be looked at now; after a restart again
     */
    BakeLog(Masker masker, long shownBefore, Reader reader, Consumer<Sight.Due> watch) {
        super(shownBefore);
        this.masker = masker;
        this.reader = reader;
        this.watch = watch;
    }

    /** One that nobody watches by. */
    BakeLog(Masker masker, long shownBefore, Reader reader) {
        this(masker, shownBefore, reader, due -> {});
    }

    /** One that is told to nobody: nothing in it is masked. */
    static BakeLog mute() {
        return new BakeLog(
                new Masker(List.of()),
                0,
                new Reader() {
                    @Override
                    public void line(String text) {}

                    @Override
                    public void image(String builder, String region, AmiId id) {}
                },
                due -> {});
    }

    @Override
    protected void read(byte[] bytes, int offset, int length) {
        log.feed(bytes, offset, length);
    }

    @Override
    protected void readAll() {
        log.end();
    }

    PackerFacts facts() {
        return run.facts();
    }

    private void event(PackerEvent event) {
        // What is read late happened when packer says it did, to the second.
        run.accept(event, isLive() ? Instant.now() : timeOf(event));
        show(() -> view.line(event).ifPresent(line -> reader.line(masker.mask(line))));
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
        reader.phase(masker.mask(builder), phase, at);
        show(() -> reader.line(masker.mask("==== " + builder + ": " + phase.word())));
    }

    @Override
    public void image(String builder, String region, AmiId id) {
        // Told again after a restart as well: what records it may have died before.
        if (toldImages.add(id + " " + region)) {
            reader.image(masker.mask(builder), region, id);
        }
    }

    @Override
    public void launched(String instance) {
        watch.accept(new Sight.Due(Sight.At.INSTANCE, instance));
    }

    @Override
    public void imaging(String instance) {
        watch.accept(new Sight.Due(Sight.At.VOLUMES, instance));
    }

    @Override
    public void imaged(AmiId image) {
        watch.accept(new Sight.Due(Sight.At.IMAGE, image.value()));
    }
}
