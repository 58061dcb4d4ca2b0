package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.bakery.Bake;
import io.jenkins.plugins.amibakery.engine.bakery.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.bakery.ImageManifests;
import io.jenkins.plugins.amibakery.engine.bakery.LockFiles;
import io.jenkins.plugins.amibakery.engine.bakery.LockedBake;
import io.jenkins.plugins.amibakery.engine.bakery.Locks;
import io.jenkins.plugins.amibakery.engine.bakery.PackageLock;
import io.jenkins.plugins.amibakery.engine.bakery.PackerVerdict;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.LockChange;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.TemplateBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The part a lock file plays in one bake on this machine. Holds a directory in which the template finds the locked package versions
 * and leaves the manifests of its images; it goes when this is closed.
 */
final class BakeLock implements AutoCloseable {
    /** What a bake does with the lock file. */
    enum Mode {
        /** There is none as far as the bake is concerned. */
        NONE,
        /** Bake what it says. */
        KEEP,
        /** Write down what was baked. */
        WRITE
    }

    /**
     * What was written.
     *
     * @param file the lock file
     * @param isNew whether there was none before
     * @param changes what differs from the lock that was there
     * @param unlocked builds whose packages are not in it, as the template gave no manifest of them
     */
    record Written(Path file, boolean isNew, List<LockChange> changes, List<String> unlocked) {}

    private final Mode mode;
    private final Path file;
    private final Optional<LockFile> before;
    private final Path directory;

    /**
     * @param file the lock file, relative to the current directory or absolute
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when it cannot be read, or is to be kept and not there
     */
    BakeLock(Mode mode, Path file) throws IOException {
        this.mode = mode;
        this.file = file;
        this.before = switch (mode) {
            case NONE -> Optional.empty();
            case KEEP -> Optional.of(LockFiles.read(file));
            case WRITE -> LockFiles.find(file);
        };
        this.directory = Files.createTempDirectory("ami-bakery-");
    }

    private Path manifests() {
        return directory.resolve("image-manifests");
    }

    /** Values for variables that a template may declare, by which it takes part. */
    Map<String, String> offered(Optional<Region> region) throws IOException {
        Map<String, String> offered = new LinkedHashMap<>();
        offered.put(Bake.VARIABLE_IMAGE_MANIFESTS, manifests().toString());
        if (mode == Mode.KEEP) {
            Path packages = directory.resolve("packages.lock");
            Files.writeString(packages, PackageLock.text(before.orElseThrow()));
            offered.putAll(locked(region).variables(packages.toString()));
        }
        return offered;
    }

    private LockedBake locked(Optional<Region> region) {
        Region where = region.orElseThrow(() -> new IllegalArgumentException(
                "A locked bake has to know its region; name it with --region or in AWS_REGION."));
        return new LockedBake(before.orElseThrow(), file.toString(), where);
    }

    /** Whether the bake keeps or writes a lock. */
    boolean isAsked() {
        return mode != Mode.NONE;
    }

    /** The request by which the bake's key is asked for. */
    BakeRequest keyed(BakeRequest request, PackerTemplate template, Optional<Region> region) {
        return mode == Mode.KEEP ? locked(region).keyed(request, template) : request;
    }

    /** The lock that the bake has to keep to; empty when it need not. */
    Optional<LockFile> kept() {
        return mode == Mode.KEEP ? before : Optional.empty();
    }

    /** Checks, where the lock is to be kept, that what it names can be had. */
    void check(
            PackerVersion packer,
            PackerPlugins plugins,
            PackerTemplate template,
            Collection<String> builds,
            Optional<Region> region,
            ImageCatalog images) {
        if (mode == Mode.KEEP) {
            locked(region).check(packer.toString(), plugins.usedBy(template), builds, images);
        }
    }

    /** Takes out, where the lock is to be kept, each image that differs from it. */
    PackerVerdict judge(PackerVerdict verdict, Map<String, AmiId> sources, Optional<Region> region) {
        if (mode != Mode.KEEP) {
            return verdict;
        }
        try {
            return locked(region).judge(verdict, sources, ImageManifests.in(manifests()));
        } catch (IOException e) {
            return verdict.unjudged(Failure.of(FailureCause.LOCK_DIFFERS, e.getMessage()));
        }
    }

    /**
     * Writes the lock of a bake that has succeeded, where that was asked for.
     *
     * @param sources the base AMI of each build
     * @param regions where the base AMIs lie, the likeliest first
     */
    Optional<Written> write(
            PackerVersion packer,
            PackerPlugins plugins,
            PackerTemplate template,
            Map<String, AmiId> sources,
            Collection<Region> regions,
            ImageCatalog images)
            throws IOException {
        if (mode != Mode.WRITE) {
            return Optional.empty();
        }
        LockFile used = Locks.of(
                packer.toString(),
                plugins.usedBy(template),
                Locks.bases(images, sources, regions),
                ImageManifests.in(manifests()));
        LockFile old = before.orElseGet(() -> new LockFile("", new TreeMap<>(), new TreeMap<>()));
        List<String> kept = template.builds().stream().map(TemplateBuild::name).toList();
        LockFile now = old.updated(used, kept);
        LockFiles.write(file, now);
        List<String> unlocked = used.builds().entrySet().stream()
                .filter(build -> build.getValue().packages().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        return Optional.of(new Written(file, before.isEmpty(), old.changes(now), unlocked));
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        }
    }
}
