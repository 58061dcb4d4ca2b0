package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The bakes of a build and their AMIs as a page shows them: one moment of them, however they go on. */
@Restricted(NoExternalUse.class)
public final class AmisView {
    /** More would hide the rest of the build's page. */
    private static final int MOST_IN_SUMMARY = 5;

    private final List<AmiView> amis = new ArrayList<>();
    private final List<BakeView> bakes = new ArrayList<>();
    private final PhaseTable phaseTable;
    private final Run<?, ?> run;

    /**
     * @param building whether the build still runs
     * @param run the build
     * @param live what is known of a bake that runs, by its id
     */
    AmisView(List<BakeRecord> records, boolean building, Run<?, ?> run, Function<String, LiveBake> live) {
        this.run = run;
        for (BakeRecord record : records) {
            BakeView bake = new BakeView(record, building, live);
            bakes.add(bake);
            record.amis().forEach(ami -> amis.add(new AmiView(ami, bake, run)));
        }
        phaseTable = new PhaseTable(records);
    }

    public List<AmiView> getAmis() {
        return amis;
    }

    /** Such as {@code 3 AMIs}; null when there are none. */
    public String getCounted() {
        return amis.isEmpty() ? null : Messages.Amis_count(amis.size());
    }

    /** The AMIs for which there is room on the build's page. */
    public List<AmiView> getFirstAmis() {
        return amis.subList(0, Math.min(amis.size(), MOST_IN_SUMMARY));
    }

    /** How many more AMIs there are than {@link #getFirstAmis}, in words; null when there are none. */
    public String getMore() {
        int more = amis.size() - MOST_IN_SUMMARY;
        return more > 0 ? Messages.Amis_more(Integer.toString(more)) : null;
    }

    public List<BakeView> getBakes() {
        return bakes;
    }

    public PhaseTable getPhaseTable() {
        return phaseTable;
    }

    /** The last lines of the build's log. */
    public List<String> getLogTail() {
        return LogTail.of(run);
    }

    public boolean isRunning() {
        return bakes.stream().anyMatch(BakeView::isRunning);
    }

    public boolean isFailed() {
        return bakes.stream().anyMatch(bake -> bake.getFirstFailure() != null);
    }

    /** The AMI of an id; null when the build made none such. */
    AmiView find(String id) {
        return amis.stream().filter(ami -> ami.getId().equals(id)).findFirst().orElse(null);
    }
}
