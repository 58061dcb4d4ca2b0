package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.record.CallRecord;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A task without a page of its own as a page shows it. */
@Restricted(NoExternalUse.class)
public final class CallView extends ProgressView {
    private final CallRecord record;

    /** @param building whether its build still runs */
    CallView(CallRecord record, boolean building) {
        super(record, building);
        this.record = record;
    }

    public CallRecord getRecord() {
        return record;
    }

    @Override
    public String getTitle() {
        return record.getStep();
    }

    @Override
    public StatusView getStatus() {
        return StatusView.ofTask(record.getOutcome(), building());
    }

    /** What was asked and what came, a line each, with the AMIs in them. */
    public List<List<LinePart>> getLines() {
        return record.getNotes().stream()
                .map(line -> LinePart.of(line, record.getEndpoint()))
                .toList();
    }

    /** What came in one line; empty when nothing is known. */
    public String getFirstLine() {
        return record.getNotes().stream().findFirst().orElse("");
    }

    /** None, as all of it is in its lines. */
    @Override
    public List<String> getRemarks() {
        return List.of();
    }

    @Override
    String unfinishedWhy() {
        return Messages.Task_unfinishedWhy();
    }
}
