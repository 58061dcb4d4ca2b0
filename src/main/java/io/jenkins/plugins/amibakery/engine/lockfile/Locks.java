package io.jenkins.plugins.amibakery.engine.lockfile;

import io.jenkins.plugins.amibakery.engine.build.ImageManifests;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.LockedBase;
import io.jenkins.plugins.amibakery.engine.model.LockedBuild;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The use case "write down what a bake used". */
public final class Locks {
    private Locks() {}

    /**
     * The lock that a bake which has just succeeded would keep to.
     *
     * @param packer packer's version
     * @param plugins versions of the plugins it used
     * @param bases the base AMI of each build, as {@link #bases} finds it
     * @param packages what the manifest of each image tells, as {@link ImageManifests#in} reads it; a build may be missing
     */
    public static LockFile of(
            String packer,
            SortedMap<String, String> plugins,
            Map<String, Ami> bases,
            SortedMap<String, SortedMap<String, SortedMap<String, String>>> packages) {
        SortedMap<String, LockedBuild> builds = new TreeMap<>();
        bases.forEach((build, ami) -> {
            SortedMap<Region, LockedBase> base = new TreeMap<>();
            base.put(ami.region(), new LockedBase(ami.id(), ami.name(), ami.ownerId()));
            builds.put(build, new LockedBuild(base, packages.getOrDefault(build, new TreeMap<>())));
        });
        return new LockFile(packer, plugins, builds);
    }

    /**
     * Finds out what is to be written down of the base AMIs of a bake; one call a region.
     *
     * @param sources the base AMI of each build, by its id
     * @param regions where they may lie, the likeliest first
     * @throws BakeFailedException {@link FailureCause#NO_SOURCE_AMI} when one lies nowhere
     */
    public static Map<String, Ami> bases(ImageCatalog images, Map<String, AmiId> sources, Collection<Region> regions) {
        Map<AmiId, Ami> found = new HashMap<>();
        Set<AmiId> wanted = new HashSet<>(sources.values());
        for (Region region : regions) {
            if (!wanted.isEmpty()) {
                images.describe(region, wanted).forEach(ami -> found.putIfAbsent(ami.id(), ami));
                wanted.removeAll(found.keySet());
            }
        }
        Map<String, Ami> bases = new TreeMap<>();
        sources.forEach((build, id) -> {
            if (!found.containsKey(id)) {
                throw new BakeFailedException(
                        FailureCause.NO_SOURCE_AMI, "The base AMI " + id + " of " + build + " is not in " + regions);
            }
            bases.put(build, found.get(id));
        });
        return bases;
    }
}
