package io.jenkins.plugins.amibakery.agent;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a {@link RemoteLock} does on its agent. The files of it lie in the bake's control directory and go with that. */
final class BakeLock {
    private static final int MOST_LINES = 100;

    private final RemoteLock lock;
    private final BakeRequest request;

    BakeLock(RemoteLock lock, BakeRequest request) {
        this.lock = lock;
        this.request = request;
    }

    /** The lock to keep to; empty when none is to be kept. */
    Optional<LockFile> kept() {
        return lock.kept() ? Optional.of(LockFiles.read(RemoteLock.file(request))) : Optional.empty();
    }

    private Optional<LockedBake> locked(Optional<Region> region) {
        return kept().map(file -> new LockedBake(
                file,
                RemoteLock.shown(request),
                region.orElseThrow(() -> new IllegalArgumentException(
                        "A locked bake has to know its region; give region, or AWS_REGION in the environment."))));
    }

    /** The request by which the bake's key is asked for. */
    BakeRequest keyed(PackerTemplate template, Optional<Region> region) {
        return locked(region).map(locked -> locked.keyed(request, template)).orElse(request);
    }

    private Path manifests() {
        return manifests(lock.control());
    }

    /** Where a bake's template downloads the manifests of its images to, in its control directory. */
    static Path manifests(String control) {
        return Path.of(control).resolve("image-manifests");
    }

    /** Values for variables that the template may declare; writes what they name. */
    Map<String, String> offered(Optional<Region> region) throws IOException {
        Map<String, String> offered = new LinkedHashMap<>();
        offered.put(Bake.VARIABLE_IMAGE_MANIFESTS, manifests().toString());
        Optional<LockedBake> locked = locked(region);
        if (locked.isPresent()) {
            Path packages = Path.of(lock.control()).resolve("packages.lock");
            Files.writeString(packages, PackageLock.text(kept().orElseThrow()));
            offered.putAll(locked.get().variables(packages.toString()));
        }
        return offered;
    }

    /** Checks that what the lock names can be had; asks nobody when none is to be kept. */
    void check(PackerTemplate template, Optional<Region> region, Supplier<ImageCatalog> images) {
        locked(region)
                .ifPresent(locked ->
                        locked.check(version(), plugins().usedBy(template), template.selected(request), images.get()));
    }

    private String version() {
        return PackerVersion.read(lock.version()).map(Object::toString).orElse("");
    }

    private PackerPlugins plugins() {
        return PackerPlugins.read(lock.plugins());
    }

    /** Takes out each image that differs from the lock, where one is to be kept. */
    PackerVerdict judge(PackerVerdict verdict, Map<String, AmiId> sources, Optional<Region> region) {
        try {
            Optional<LockedBake> locked = locked(region);
            return locked.isEmpty() ? verdict : locked.get().judge(verdict, sources, ImageManifests.in(manifests()));
        } catch (IOException e) {
            return verdict.unjudged(Failure.of(FailureCause.LOCK_DIFFERS, e.getMessage()));
        }
    }

    /**
     * Writes the lock of a bake that has succeeded, where that was asked for.
     *
     * @param regions where the base AMIs lie, the likeliest first
     * @return what to say of it
     */
    List<String> write(Map<String, AmiId> sources, Collection<Region> regions, ImageCatalog images) throws IOException {
        if (!lock.written()) {
            return List.of();
        }
        PackerTemplate template = PackerTemplate.read(request.template(), request.directory());
        LockFile used = Locks.of(
                version(),
                plugins().usedBy(template),
                Locks.bases(images, sources, regions),
                ImageManifests.in(manifests()));
        Path file = RemoteLock.file(request);
        Optional<LockFile> before = LockFiles.find(file);
        LockFile old = before.orElseGet(() -> new LockFile("", new TreeMap<>(), new TreeMap<>()));
        LockFile now = old.updated(
                used, template.builds().stream().map(TemplateBuild::name).toList());
        LockFiles.write(file, now);
        return lines(before.isEmpty(), old.changes(now), used);
    }

    private List<String> lines(boolean isNew, List<LockChange> changes, LockFile used) {
        List<String> lines = new ArrayList<>();
        String what = isNew
                ? "new, with " + changes.size() + " entries"
                : changes.isEmpty() ? "nothing changed" : changes.size() + " changes";
        lines.add("Lock file " + RemoteLock.shown(request) + ": " + what + ".");
        if (!isNew) {
            changes.stream().limit(MOST_LINES).forEach(change -> lines.add("  " + change.line()));
        }
        used.builds().forEach((build, locked) -> {
            if (locked.packages().isEmpty()) {
                lines.add("  " + build + ": no package versions, as the template downloads no manifest of the image.");
            }
        });
        return lines;
    }
}
