package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.AmiDifference;
import io.jenkins.plugins.amibakery.results.record.PackageChange;
import io.jenkins.plugins.amibakery.results.record.PackageLine;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What differs in an AMI from another one, as a page shows it. */
@Restricted(NoExternalUse.class)
public final class DifferenceView {
    /** More lines help nobody, and a list comes from the image. */
    private static final int MOST_LINES = 1_000;

    private final AmiDifference difference;
    private final AmiLink older;
    private final List<String> where;

    /** @param where what the other AMI is, such as the environments it is in */
    DifferenceView(AmiDifference difference, AmiLink older, List<String> where) {
        this.difference = difference;
        this.older = older;
        this.where = List.copyOf(where);
    }

    /** The AMI it is compared with. */
    public AmiLink getOlder() {
        return older;
    }

    /** Such as {@code the AMI before, dev, qa}. */
    public String getWhere() {
        return String.join(", ", where);
    }

    public boolean isNone() {
        return difference.isNone();
    }

    /** Whether the packages of both are known. */
    public boolean isPackagesKnown() {
        return difference.packages().isPresent();
    }

    /** By name; empty when they are the same or not known. */
    public List<PackageLine> getPackages() {
        return first(difference.packages().orElse(List.of()));
    }

    /** Such as {@code 3 changed, 1 added, 0 removed}; empty when they are not known. */
    public String getCounts() {
        return difference.counts().map(DifferenceView::counts).orElse("");
    }

    static String counts(PackageChange change) {
        return change.isNone()
                ? Messages.Packages_same()
                : Messages.Packages_change(
                        Integer.toString(change.getChanged()),
                        Integer.toString(change.getAdded()),
                        Integer.toString(change.getRemoved()));
    }

    /** Whether the keys of both are known. */
    public boolean isInputsKnown() {
        return difference.inputs().isPresent();
    }

    /** A line for each file, variable or version; empty when they are the same or not known. */
    public List<String> getInputs() {
        return first(difference.inputs().orElse(List.of()).stream()
                .map(KeyChange::brief)
                .toList());
    }

    static <T> List<T> first(List<T> lines) {
        return lines.subList(0, Math.min(lines.size(), MOST_LINES));
    }
}
