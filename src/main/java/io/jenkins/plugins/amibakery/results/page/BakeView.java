package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.LeftoverRecord;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A bake as a page shows it. */
@Restricted(NoExternalUse.class)
public final class BakeView extends ProgressView {
    private final BakeRecord record;

    /** Null when it does not run. */
    private final LiveBake live;

    /** @param live what is known of a bake that runs, by its id */
    BakeView(BakeRecord record, boolean building, Function<String, LiveBake> live) {
        super(record, building);
        this.record = record;
        this.live = isRunning() ? live.apply(record.getBakeId()) : null;
    }

    public BakeRecord getRecord() {
        return record;
    }

    @Override
    public String getTitle() {
        return record.getTemplate();
    }

    @Override
    public StatusView getStatus() {
        return StatusView.ofBake(record.getOutcome(), building());
    }

    /** What was newer than the AMIs found for reuse; null for nothing. */
    public NewerPackagesView getNewer() {
        return NewerPackagesView.ofDecision(record.getOrigin());
    }

    /** Since when it runs, for people. */
    public String getElapsed() {
        return Storable.wholeSeconds(System.currentTimeMillis() - record.getBegan());
    }

    /** Where each of its packer builds is, such as {@code web: provision for 1 min 12 s}; empty before the first one began. */
    public List<String> getNow() {
        return live == null
                ? List.of()
                : live.phases().entrySet().stream()
                        .map(build -> Messages.Bake_now(
                                build.getKey(),
                                build.getValue().phase(),
                                Storable.wholeSeconds(System.currentTimeMillis()
                                        - build.getValue().since())))
                        .toList();
    }

    /** That it waits, and for what, in a sentence; null when it does not. */
    public String getWaits() {
        return live == null || live.waitsFor().isEmpty() ? null : Messages.Bake_waits(live.waitsFor());
    }

    /** That its agent cannot be reached, in a sentence; null when it can be. */
    public String getAway() {
        return live == null || live.awayAgent().isEmpty() ? null : Messages.Bake_away(live.awayAgent());
    }

    /** What it left and what became of that, and what else there is to know, a line each. */
    @Override
    public List<String> getRemarks() {
        return Stream.concat(record.getLeftovers().stream().map(BakeView::line), record.getNotes().stream())
                .toList();
    }

    private static String line(LeftoverRecord leftover) {
        if (leftover.isRemoved()) {
            return Messages.Leftover_removed(leftover.getKind(), leftover.getId(), leftover.getRegion());
        }
        String left =
                Messages.Leftover_left(leftover.getKind(), leftover.getId(), leftover.getRegion(), leftover.getNote());
        return leftover.getCommand().isEmpty() ? left : left + ". " + Messages.Leftover_byHand(leftover.getCommand());
    }

    @Override
    String unfinishedWhy() {
        return Messages.Bake_unfinishedWhy();
    }
}
