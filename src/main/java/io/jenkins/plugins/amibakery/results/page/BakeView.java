package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.LeftoverRecord;
import java.util.List;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A bake as a page shows it. */
@Restricted(NoExternalUse.class)
public final class BakeView extends ProgressView {
    private final BakeRecord record;

    BakeView(BakeRecord record, boolean building) {
        super(record, building);
        this.record = record;
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
