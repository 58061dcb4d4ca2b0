package io.jenkins.plugins.amibakery.engine.lockfile;

import io.jenkins.plugins.amibakery.engine.build.ImageManifests;
import io.jenkins.plugins.amibakery.engine.build.PackerBuild;
import io.jenkins.plugins.amibakery.engine.build.PackerVerdict;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.LockChange;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.LockedBase;
import io.jenkins.plugins.amibakery.engine.model.LockedBuild;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The use case "bake exactly what the lock says": what is checked before packer runs, what the template is told, and what is
 * checked of the images.
 */
public final class LockedBake {
    /** So many differences are named in a failure; the rest is counted. */
    private static final int MOST_NAMED = 10;

    /** The words of apt, dnf, yum, pip and npm, also of what cannot be installed without it; and ours, for scripts that say it themselves. */
    private static final Pattern NO_SUCH_VERSION = Pattern.compile("Version '[^']*' for '[^']*' was not found"
            + "|has no installation candidate|but it is not installable|but it is not going to be installed"
            + "|you have held broken packages|filtered out by exclude filtering"
            + "|Unable to find a match|to skip uninstallable packages|No match for argument|No package \\S+ available"
            + "|No matching distribution found|No matching version found|no longer in the archive");

    private final LockFile lock;
    private final String name;
    private final Region region;

    /**
     * @param name the lock file, as a person knows it
     * @param region where the template bakes
     */
    public LockedBake(LockFile lock, String name, Region region) {
        this.lock = lock;
        this.name = name;
        this.region = region;
    }

    /**
     * Checks that all that the lock names is there: packer, plugins, the base AMIs. One call to the cloud at most.
     *
     * @param builds the packer builds that are to run; empty when they are not known, then all of the lock count
     * @throws BakeFailedException {@link FailureCause#LOCK_DIFFERS} or {@link FailureCause#LOCK_GONE}, naming what
     */
    public void check(
            String packer, SortedMap<String, String> plugins, Collection<String> builds, ImageCatalog images) {
        List<LockChange> moved = lock.changes(new LockFile(packer, plugins, lock.builds()));
        if (!moved.isEmpty()) {
            throw new BakeFailedException(FailureCause.LOCK_DIFFERS, differs("What would bake", moved));
        }
        Map<String, LockedBase> bases = bases(builds);
        Set<AmiId> ids = bases.values().stream().map(LockedBase::id).collect(Collectors.toSet());
        Map<AmiId, Ami> there = new LinkedHashMap<>();
        images.describe(region, ids).forEach(ami -> there.put(ami.id(), ami));
        bases.forEach((build, base) -> requireUsable(build, base, there.get(base.id())));
    }

    private Map<String, LockedBase> bases(Collection<String> builds) {
        Map<String, LockedBase> bases = new TreeMap<>();
        for (String build : builds.isEmpty() ? lock.builds().keySet() : builds) {
            LockedBuild locked = lock.builds().get(build);
            if (locked == null) {
                throw new BakeFailedException(
                        FailureCause.LOCK_GONE,
                        name + " has no build '" + build + "'; it has "
                                + String.join(", ", lock.builds().keySet()));
            }
            LockedBase base = locked.bases().get(region);
            if (base == null) {
                throw new BakeFailedException(
                        FailureCause.LOCK_GONE,
                        name + " has no base AMI for " + build + " in " + region + "; it has one for "
                                + locked.bases().keySet().stream()
                                        .map(Region::code)
                                        .collect(Collectors.joining(", ")));
            }
            bases.put(build, base);
        }
        return bases;
    }

    private void requireUsable(String build, LockedBase base, Ami ami) {
        if (ami == null || ami.state() != AmiState.AVAILABLE) {
            String now = ami == null ? "is gone" : "is " + ami.state().word();
            throw new BakeFailedException(
                    FailureCause.LOCK_GONE,
                    "The base AMI " + base.shown() + " that " + name + " names for " + build + " " + now + " in "
                            + region);
        }
    }

    /**
     * Values of variables by which the lock reaches a template that declares them: {@code source_ami} where all builds have one
     * base, and {@code source_ami_BUILD} for each build, other characters than letters and digits as {@code _}.
     *
     * @param packageLock where {@link PackageLock#text} lies for packer to upload
     */
    public Map<String, String> variables(String packageLock) {
        Map<String, String> variables = bases();
        variables.put(PackerBuild.VARIABLE_PACKAGE_LOCK, packageLock);
        return variables;
    }

    /**
     * The request by which a locked bake's key is asked for: with the locked base AMIs, as its template takes them. The lock itself is
     * a part of its own in the key, {@link LockFiles#digest}.
     */
    public BakeRequest keyed(BakeRequest request, PackerTemplate template) {
        Map<String, String> variables = bases();
        variables.keySet().retainAll(template.variables().keySet());
        return request.withDefaults(variables);
    }

    private Map<String, String> bases() {
        Map<String, String> variables = new LinkedHashMap<>();
        Set<String> ids = new TreeSet<>();
        lock.builds().forEach((build, locked) -> {
            LockedBase base = locked.bases().get(region);
            if (base != null) {
                ids.add(base.id().value());
                variables.put(
                        PackerBuild.VARIABLE_SOURCE_AMI + "_" + build.replaceAll("[^A-Za-z0-9]", "_"),
                        base.id().value());
            }
        });
        if (ids.size() == 1) {
            variables.put(PackerBuild.VARIABLE_SOURCE_AMI, ids.iterator().next());
        }
        return variables;
    }

    /**
     * Judges what packer made by the lock. An image that differs from it is no result: it is taken out, with a failure that names
     * what differs.
     *
     * @param sources the base AMI packer used, by build
     * @param packages what the images' manifests tell, as {@link ImageManifests#in} reads them
     */
    public PackerVerdict judge(
            PackerVerdict verdict,
            Map<String, AmiId> sources,
            SortedMap<String, SortedMap<String, SortedMap<String, String>>> packages) {
        List<Failure> failures = new ArrayList<>(
                verdict.failures().stream().map(LockedBake::explained).toList());
        Set<String> wrong = new HashSet<>();
        for (String build :
                new TreeSet<>(verdict.amis().stream().map(BakedAmi::builder).toList())) {
            String differs = differs(build, sources.get(build), packages.get(build));
            if (!differs.isEmpty()) {
                wrong.add(build);
                failures.add(new Failure(build, FailureCause.LOCK_DIFFERS, differs));
            }
        }
        List<BakedAmi> right = verdict.amis().stream()
                .filter(ami -> !wrong.contains(ami.builder()))
                .toList();
        return new PackerVerdict(right, failures, verdict.cancelled());
    }

    /** A provisioner that asked for a version which its archive no longer has failed because of the lock. */
    private static Failure explained(Failure failure) {
        boolean gone = failure.cause() == FailureCause.PROVISIONER
                && NO_SUCH_VERSION.matcher(failure.detail()).find();
        return gone ? new Failure(failure.where(), FailureCause.LOCK_GONE, failure.detail()) : failure;
    }

    private String differs(String build, AmiId source, SortedMap<String, SortedMap<String, String>> packages) {
        LockedBuild locked = lock.builds().get(build);
        if (locked == null) {
            return name + " has no build '" + build + "'";
        }
        if (packages == null && !locked.packages().isEmpty()) {
            return name
                    + " names packages, but the template gave no manifest of the image to compare: it must download one to {{user `"
                    + PackerBuild.VARIABLE_IMAGE_MANIFESTS + "`}}/" + build + ".json";
        }
        LockedBuild wanted = locked.in(region);
        SortedMap<Region, LockedBase> base = new TreeMap<>(wanted.bases());
        if (source != null) {
            base.merge(
                    region,
                    new LockedBase(source, "", ""),
                    (was, now) -> was.id().equals(source) ? was : now);
        }
        LockedBuild made = new LockedBuild(base, packages == null ? new TreeMap<>() : packages);
        List<LockChange> moved = wanted.changes(build, made);
        return moved.isEmpty() ? "" : differs("The image", moved);
    }

    private String differs(String what, List<LockChange> moved) {
        String named = moved.stream().limit(MOST_NAMED).map(LockChange::words).collect(Collectors.joining("; "));
        String more = moved.size() > MOST_NAMED ? "; and " + (moved.size() - MOST_NAMED) + " more" : "";
        return what + " differs from " + name + ": " + named + more;
    }
}
