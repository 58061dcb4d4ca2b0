package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.results.record.PackageChange;
import io.jenkins.plugins.amibakery.results.record.PackageLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What differs between the images of two bakes, of one job or of two. A bake that reused AMIs knows neither packages nor, perhaps, the key: ask
 * for the bake that made them.
 *
 * @param since the older bake
 * @param packages by name; nothing when the packages of one of them are not known
 * @param counts how many packages differ; nothing when the packages of one of them are not known
 * @param inputs the files, variables, versions and base AMIs that differ, by kind and name; nothing when the key of one of them is not known
 */
public record AmiDifference(
        BakeEntry since,
        Optional<List<PackageLine>> packages,
        Optional<PackageChange> counts,
        Optional<List<KeyChange>> inputs) {

    static AmiDifference between(BakeHistory olderOf, BakeEntry older, BakeHistory newerOf, BakeEntry newer) {
        Map<String, String> before = olderOf.details(older.getBakeId()).packages();
        Map<String, String> after = newerOf.details(newer.getBakeId()).packages();
        boolean known = !before.isEmpty() && !after.isEmpty();
        Optional<BakeKey> key = newerOf.key(newer.getBakeId());
        return new AmiDifference(
                older,
                known ? Optional.of(PackageLine.between(before, after)) : Optional.empty(),
                known ? Optional.of(PackageChange.between(older.getBakeId(), before, after)) : Optional.empty(),
                olderOf.key(older.getBakeId())
                        .flatMap(earlier -> key.map(now -> changes(earlier, now, olderOf == newerOf))));
    }

    /** Each job digests secrets in its own way, so those of two jobs say nothing. */
    private static List<KeyChange> changes(BakeKey earlier, BakeKey now, boolean sameJob) {
        return now.since(earlier).stream()
                .filter(change -> sameJob || change.part().kind() != KeyPart.Kind.SECRET)
                .toList();
    }

    /** Whether both packages and inputs are known, and none differs. */
    public boolean isNone() {
        return packages.filter(List::isEmpty).isPresent()
                && inputs.filter(List::isEmpty).isPresent();
    }
}
