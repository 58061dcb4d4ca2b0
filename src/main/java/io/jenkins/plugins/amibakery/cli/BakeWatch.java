package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.ownership.Sight;
import io.jenkins.plugins.amibakery.engine.ownership.Sight.At;
import io.jenkins.plugins.amibakery.engine.ownership.Sight.Due;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerRun;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Looks, while packer works, at what a dead instance no longer tells, and passes everything on to the view. Looks are made in threads of
 * their own; packer waits for none.
 */
final class BakeWatch implements PackerRun.Listener, AutoCloseable {
    private static final int LONGEST_SECONDS = 10;
    private static final int THREADS = 3;

    private final PackerRun.Listener view;
    private final Sight sight;
    private final Collection<Region> regions;
    private final boolean copies;
    private final ExecutorService looking = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "ami-bakery-watch");
        thread.setDaemon(true);
        return thread;
    });
    private Sightings seen = Sightings.NONE;

    /**
     * @param regions where the bake works
     * @param known what was known before; images are looked at only where copies may be made of them
     */
    BakeWatch(PackerRun.Listener view, Sight sight, Collection<Region> regions, Plan known) {
        this.view = view;
        this.sight = sight;
        this.regions = List.copyOf(regions);
        this.copies = known.makesCopies();
    }

    @Override
    public void phase(String builder, Phase phase, Instant at) {
        view.phase(builder, phase, at);
    }

    @Override
    public void image(String builder, String region, AmiId id) {
        view.image(builder, region, id);
    }

    @Override
    public void launched(String instance) {
        look(new Due(At.INSTANCE, instance));
    }

    @Override
    public void imaging(String instance) {
        look(new Due(At.VOLUMES, instance));
    }

    @Override
    public void imaged(AmiId image) {
        if (copies) {
            look(new Due(At.IMAGE, image.value()));
        }
    }

    private void look(Due due) {
        looking.execute(() -> {
            Sightings more = sight.look(due, regions);
            synchronized (this) {
                seen = seen.and(more);
            }
        });
    }

    /** All that was seen; looks that are still under way are waited for. */
    Sightings seen() throws InterruptedException {
        looking.shutdown();
        looking.awaitTermination(LONGEST_SECONDS, TimeUnit.SECONDS);
        synchronized (this) {
            return seen;
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
