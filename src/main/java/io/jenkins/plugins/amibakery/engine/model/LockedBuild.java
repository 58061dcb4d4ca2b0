package io.jenkins.plugins.amibakery.engine.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a lock says of one packer build.
 *
 * @param bases the base AMI by region
 * @param packages versions of packages by name, by the name of their list in the image's manifest, such as {@code packages} for
 *     Debian's and {@code python}; empty when the template gives no manifest
 */
public record LockedBuild(SortedMap<Region, LockedBase> bases, SortedMap<String, SortedMap<String, String>> packages) {
    public LockedBuild {
        bases = Collections.unmodifiableSortedMap(new TreeMap<>(bases));
        SortedMap<String, SortedMap<String, String>> copy = new TreeMap<>();
        packages.forEach(
                (list, versions) -> copy.put(list, Collections.unmodifiableSortedMap(new TreeMap<>(versions))));
        packages = Collections.unmodifiableSortedMap(copy);
    }

    /** The same build with the bases of a newer lock over its own, and that lock's packages in place of its own. */
    LockedBuild updated(LockedBuild newer) {
        SortedMap<Region, LockedBase> all = new TreeMap<>(bases);
        all.putAll(newer.bases);
        return new LockedBuild(all, newer.packages);
    }

    boolean locksPackages() {
        return packages.values().stream().anyMatch(versions -> !versions.isEmpty());
    }

    /** What is different in another state of it, base AMIs first. */
    public List<LockChange> changes(String build, LockedBuild other) {
        List<LockChange> changes = new ArrayList<>();
        TreeSet<Region> regions = new TreeSet<>(bases.keySet());
        regions.addAll(other.bases.keySet());
        for (Region region : regions) {
            LockedBase was = bases.get(region);
            LockedBase now = other.bases.get(region);
            if (was == null || now == null || !was.id().equals(now.id())) {
                changes.add(new LockChange(
                        build + ": base AMI in " + region,
                        was == null ? "" : was.shown(),
                        now == null ? "" : now.shown()));
            }
        }
        TreeSet<String> lists = new TreeSet<>(packages.keySet());
        lists.addAll(other.packages.keySet());
        for (String list : lists) {
            String subject = build + ": " + (list.equals("packages") ? "package" : list + " package") + " ";
            changes.addAll(LockChange.between(subject, versions(list), other.versions(list)));
        }
        return changes;
    }

    /** The same build with the base AMI of one region alone. */
    public LockedBuild in(Region region) {
        SortedMap<Region, LockedBase> one = new TreeMap<>(bases);
        one.keySet().retainAll(List.of(region));
        return new LockedBuild(one, packages);
    }

    private Map<String, String> versions(String list) {
        return packages.getOrDefault(list, Collections.emptySortedMap());
    }
}
