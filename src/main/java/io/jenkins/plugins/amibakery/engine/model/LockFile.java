package io.jenkins.plugins.amibakery.engine.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a bake has to use so that it makes the same image again: kept in git beside the template.
 *
 * @param packer packer's version, such as {@code 1.6.6}
 * @param plugins versions of the plugins the template uses, by source address such as {@code github.com/hashicorp/amazon}; empty
 *     for a packer that has them built in
 * @param builds what each packer build stands on, by its name
 */
public record LockFile(String packer, SortedMap<String, String> plugins, SortedMap<String, LockedBuild> builds) {
    public LockFile {
        Objects.requireNonNull(packer, "packer");
        plugins = Collections.unmodifiableSortedMap(new TreeMap<>(plugins));
        builds = Collections.unmodifiableSortedMap(new TreeMap<>(builds));
    }

    /**
     * This lock with a newer one over it: what that one tells counts, regions it does not tell of stay.
     *
     * @param kept builds that the template still has; others are dropped unless the newer lock has them
     */
    public LockFile updated(LockFile newer, Collection<String> kept) {
        SortedMap<String, LockedBuild> all = new TreeMap<>(builds);
        all.keySet().retainAll(kept);
        newer.builds.forEach((name, build) -> all.merge(name, build, LockedBuild::updated));
        return new LockFile(newer.packer, newer.plugins, all);
    }

    /** Whether it names versions of packages for each of its builds; without them it says nothing about what a script installs. */
    public boolean locksPackages() {
        return builds.values().stream().allMatch(LockedBuild::locksPackages) && !builds.isEmpty();
    }

    /** What is different in another state, in the order of the file: packer, plugins, and of each build base AMIs and packages. */
    public List<LockChange> changes(LockFile other) {
        List<LockChange> changes = new ArrayList<>();
        if (!packer.equals(other.packer)) {
            changes.add(new LockChange("packer", packer, other.packer));
        }
        changes.addAll(LockChange.between("plugin ", plugins, other.plugins));
        LockedBuild none = new LockedBuild(Collections.emptySortedMap(), Collections.emptySortedMap());
        TreeSet<String> names = new TreeSet<>(builds.keySet());
        names.addAll(other.builds.keySet());
        for (String name : names) {
            LockedBuild was = builds.getOrDefault(name, none);
            changes.addAll(was.changes(name, other.builds.getOrDefault(name, none)));
        }
        return changes;
    }
}
