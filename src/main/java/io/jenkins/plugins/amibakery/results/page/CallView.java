package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.record.CallRecord;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A task without a page of its own as a page shows it. */
@Restricted(NoExternalUse.class)
public final class CallView extends ProgressView {
    private final CallRecord record;
    private final UnaryOperator<String> pages;

    /**
     * @param building whether its build still runs
     * @param pages an AMI's page in this Jenkins by its id, from Jenkins' own address on; null where there is none
     */
    CallView(CallRecord record, boolean building, UnaryOperator<String> pages) {
        super(record, building);
        this.record = record;
        this.pages = pages;
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
                .map(line -> LinePart.of(line, record.getEndpoint(), pages))
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
