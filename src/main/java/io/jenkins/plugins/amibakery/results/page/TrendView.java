package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.record.Status;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How the last good bakes of a recipe went: duration by phase, size, packages, boot time as tested, and how many of them reused AMIs. */
@Restricted(NoExternalUse.class)
public final class TrendView {
    private final List<BakeRowView> rows;

    /** @param bakes those of one recipe, the newest first; only the good ones count */
    TrendView(Job<?, ?> job, List<BakeEntry> bakes) {
        List<BakeRowView> all = new ArrayList<>();
        bakes.stream()
                .filter(bake -> bake.getOutcome().equals(Status.SUCCESS))
                .forEach(bake -> all.add(new BakeRowView(job, bake)));
        Collections.reverse(all);
        rows = Collections.unmodifiableList(all);
    }

    /** Whether there is something to compare. */
    boolean isTelling() {
        return rows.size() > 1;
    }

    /** The oldest first. */
    public List<BakeRowView> getRows() {
        return rows;
    }

    /** Those of which something is known; a reused AMI was not baked, so it is in none. */
    public List<TrendChart> getCharts() {
        List<TrendChart> charts = new ArrayList<>();
        add(charts, durations());
        add(charts, bars(Messages.Trend_size(), "copy", row -> row.getEntry().getSizeGiB()));
        add(
                charts,
                bars(Messages.Trend_packages(), "launch", row -> row.getEntry().getPackageCount()));
        add(charts, bars(Messages.Trend_boot(), "launch", row -> row.getEntry().getBootMillis() / 1_000));
        return charts;
    }

    private static void add(List<TrendChart> charts, TrendChart chart) {
        if (!chart.getBars().isEmpty()) {
            charts.add(chart);
        }
    }

    private List<BakeRowView> baked() {
        return rows.stream()
                .filter(row -> !row.getEntry().getOrigin().isReused())
                .toList();
    }

    private TrendChart durations() {
        List<BakeRowView> known =
                baked().stream().filter(row -> slowest(row) != null).toList();
        long most =
                known.stream().mapToLong(row -> slowest(row).getMillis()).max().orElse(0);
        TrendChart chart = new TrendChart(
                Messages.Trend_duration(), Messages.Trend_upTo(Messages.Trend_duration(), Storable.time(most)), most);
        known.forEach(row -> chart.add(
                row.getBuildName() + " · " + slowest(row).getText(),
                slowest(row).getCells().stream()
                        .filter(cell -> cell.getMillis() > 0)
                        .map(cell -> new TrendChart.Value(PhaseTable.colour(cell.getPhase()), cell.getMillis()))
                        .toList()));
        return chart;
    }

    /** The packer build that took longest: others ran beside it. Null when nothing is known of any. */
    private static PhaseTable.Row slowest(BakeRowView row) {
        return row.getPhaseTable().getRows().stream()
                .reduce((one, other) -> one.getMillis() >= other.getMillis() ? one : other)
                .orElse(null);
    }

    private TrendChart bars(String title, String colour, ToLongFunction<BakeRowView> figure) {
        List<BakeRowView> known =
                baked().stream().filter(row -> figure.applyAsLong(row) > 0).toList();
        long most = known.stream().mapToLong(figure).max().orElse(0);
        TrendChart chart = new TrendChart(title, Messages.Trend_upTo(title, Long.toString(most)), most);
        known.forEach(row -> chart.add(
                row.getBuildName() + " · " + figure.applyAsLong(row),
                List.of(new TrendChart.Value(colour, figure.applyAsLong(row)))));
        return chart;
    }

    /** Such as {@code Reused: 7 of the last 25 (28 %)}. */
    public String getReused() {
        int reused = rows.size() - baked().size();
        return Messages.Trend_reused(
                Integer.toString(reused),
                Integer.toString(rows.size()),
                Integer.toString(Math.round(100f * reused / rows.size())));
    }
}
