package io.jenkins.plugins.amibakery.engine.lockfile;

import io.jenkins.plugins.amibakery.engine.build.ImageManifests;
import io.jenkins.plugins.amibakery.engine.build.PackerBuild;
import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.build.PackerVerdict;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.LockUpdate;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packages.RecordJson;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The part a lock file plays in one bake, where its files are. */
public final class BakeLock {
    private final LockUse use;
    private final BakeRequest request;
    private Optional<LockFile> there = Optional.empty();
    private boolean isRead;

    /** @param request with the directory where packer runs */
    public BakeLock(LockUse use, BakeRequest request) {
        this.use = use;
        this.request = request;
    }

    private Path directory() {
        return request.directory().toAbsolutePath().normalize();
    }

    private Path file() {
        return use.file().isEmpty()
                ? LockFiles.beside(directory().resolve(request.template()).normalize())
                : Path.of(use.file());
    }

    /** The same as a person would name it. */
    public String shown() {
        if (!use.file().isEmpty()) {
            return use.file();
        }
        return (file().startsWith(directory()) ? directory().relativize(file()) : file()).toString();
    }

    /**
     * Reads the lock file once, where the bake wants it.
     *
     * @throws BakeFailedException when it cannot be read, or is to be kept and not there
     */
    public void read() {
        if (!isRead) {
            there = switch (use.mode()) {
                case NONE -> Optional.empty();
                case KEEP -> Optional.of(LockFiles.read(file()));
                case WRITE -> LockFiles.find(file());
            };
            isRead = true;
        }
    }

    /** The lock that the bake has to keep to; empty when it need not. */
    public Optional<LockFile> kept() {
        read();
        return use.mode() == LockUse.Mode.KEEP ? there : Optional.empty();
    }

    private Optional<LockedBake> locked(Optional<Region> region) {
        return kept().map(file -> new LockedBake(
                file,
                shown(),
                region.orElseThrow(() ->
                        new IllegalArgumentException("A locked bake needs a region; give one, or set AWS_REGION."))));
    }

    /** The request by which the bake's key is asked for. */
    public BakeRequest keyed(PackerTemplate template, Optional<Region> region) {
        return locked(region).map(locked -> locked.keyed(request, template)).orElse(request);
    }

    private Path manifests() {
        return Path.of(use.scratch()).resolve("image-manifests");
    }

    /** Values for variables that the template may declare, by which it takes part; writes what they name. */
    public Map<String, String> offered(Optional<Region> region) throws IOException {
        Map<String, String> offered = new LinkedHashMap<>();
        offered.put(PackerBuild.VARIABLE_IMAGE_MANIFESTS, manifests().toString());
        Optional<LockedBake> locked = locked(region);
        if (locked.isPresent()) {
            Path packages = Path.of(use.scratch()).resolve("packages.lock");
            Files.writeString(packages, PackageLock.text(kept().orElseThrow()));
            offered.putAll(locked.get().variables(packages.toString()));
        }
        return offered;
    }

    /** Checks, where the lock is to be kept, that what it names can be had; asks nobody otherwise. */
    public void check(
            PackerTold packer, PackerTemplate template, Optional<Region> region, Supplier<ImageCatalog> images) {
        locked(region)
                .ifPresent(locked -> locked.check(
                        packer.version().toString(),
                        packer.plugins().usedBy(template),
                        template.selected(request),
                        images.get()));
    }

    /** Takes out, where the lock is to be kept, each image that differs from it; where nobody can tell, all of them stay. */
    public PackerVerdict judge(PackerVerdict verdict, Map<String, AmiId> sources, Optional<Region> region) {
        try {
            Optional<LockedBake> locked = locked(region);
            return locked.isEmpty() ? verdict : locked.get().judge(verdict, sources, ImageManifests.in(manifests()));
        } catch (BakeFailedException e) {
            return verdict.unjudged(e.failure());
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
    public Optional<LockUpdate> write(
            PackerTold packer, Map<String, AmiId> sources, Collection<Region> regions, ImageCatalog images)
            throws IOException {
        if (use.mode() != LockUse.Mode.WRITE) {
            return Optional.empty();
        }
        PackerTemplate template = PackerTemplate.read(request.template(), request.directory());
        LockFile used = Locks.of(
                packer.version().toString(),
                packer.plugins().usedBy(template),
                Locks.bases(images, sources, regions),
                ImageManifests.in(manifests()));
        read();
        LockFile old = there.orElseGet(() -> new LockFile("", new TreeMap<>(), new TreeMap<>()));
        LockFile now = old.updated(used, template.names());
        LockFiles.write(file(), now);
        List<String> unlocked = used.builds().entrySet().stream()
                .filter(build -> build.getValue().packages().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        return Optional.of(new LockUpdate(shown(), there.isEmpty(), old.changes(now), unlocked));
    }

    /** What packages the images of the bake hold, as {@link ImageManifests#versions} names them. */
    public Map<String, String> packages() throws IOException {
        return ImageManifests.versions(manifests());
    }

    /** What the images of the bake hold and what state their repositories had, by packer build. */
    public Map<String, ImageRecord> images() throws IOException {
        return RecordJson.in(manifests());
    }
}
