package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.SnapshotFact;
import io.jenkins.plugins.amibakery.engine.packer.log.BuildTrace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of images, copies and snapshots, over all regions: a copy lies in another region than what it is of. */
final class ImageRows {
    private final BakeTraces traces;
    private final Map<Region, RegionFacts> facts;
    private final Map<Region, InstanceRows> instances;

    ImageRows(BakeTraces traces, Map<Region, RegionFacts> facts, Map<Region, InstanceRows> instances) {
        this.traces = traces;
        this.facts = facts;
        this.instances = instances;
    }

    /** An image's row: of a proved instance, of proved snapshots, or a copy of a proved image. */
    Verdict image(ImageFact image) {
        if (image.concluded()) {
            return Verdict.not("it was already finished and tagged, so others may be using it");
        }
        return made(image);
    }

    /** The row itself, whatever became of the image since. */
    Verdict made(ImageFact image) {
        List<BuildTrace> builds = traces.builds().stream()
                .filter(build -> build.imageNames().contains(image.name()))
                .toList();
        if (builds.isEmpty()) {
            return Verdict.not("its name is not that of an AMI of this bake");
        }
        if (!image.sourceInstance().isEmpty()) {
            return ofInstance(image);
        }
        return image.sourceImage().isEmpty() ? ofSnapshots(image) : copy(image, builds);
    }

    private Verdict ofInstance(ImageFact image) {
        Optional<Instant> birth = rows(image.region()).flatMap(rows -> rows.birth(image.sourceInstance()));
        if (birth.isEmpty()) {
            return Verdict.not("it was made of " + image.sourceInstance()
                    + ", which is not proved to be an instance of this bake");
        }
        return image.created().isBefore(birth.get())
                ? Verdict.not("it is older than the instance " + image.sourceInstance())
                : Verdict.proved();
    }

    /** An image that was registered, not created of an instance. */
    private Verdict ofSnapshots(ImageFact image) {
        if (image.snapshots().isEmpty()) {
            return Verdict.not("EC2 names neither an instance, an image nor a snapshot that it was made of");
        }
        for (String id : image.snapshots()) {
            if (!snapshot(image.region(), id)
                    .map(one -> byVolume(image.region(), one).isProved())
                    .orElse(false)) {
                return Verdict.not("its snapshot " + id + " is not proved to be of this bake's volume");
            }
        }
        return plan().tooOld(image.created()).isEmpty()
                ? Verdict.proved()
                : Verdict.not(plan().tooOld(image.created()));
    }

    private Verdict copy(ImageFact image, List<BuildTrace> builds) {
        Optional<ImageFact> source = source(image);
        if (source.isEmpty() || !source.get().name().equals(image.name())) {
            return Verdict.not("it is a copy of " + image.sourceImage()
                    + ", which is not proved to be an AMI of this bake of the same name");
        }
        if (image.created().isBefore(source.get().created())) {
            return Verdict.not("it is older than " + image.sourceImage() + ", which it is a copy of");
        }
        if (builds.stream().noneMatch(build -> plan().copies(build.builder(), image.region()))) {
            return Verdict.not("the template is not known to copy to " + image.region());
        }
        return builds.stream()
                        .anyMatch(build ->
                                build.copiesRefused().contains(image.region().code()))
                ? Verdict.not("copying to " + image.region() + " was refused to this bake")
                : Verdict.proved();
    }

    /** The proved image that one was copied of: there still, or seen by the watch. */
    private Optional<ImageFact> source(ImageFact copy) {
        Stream<ImageFact> there = facts.values().stream().flatMap(one -> one.images().stream());
        return Stream.concat(there, traces.seen().images().stream())
                .filter(one -> one.id().equals(copy.sourceImage())
                        && one.region().code().equals(copy.sourceRegion()))
                .filter(one ->
                        !one.sourceInstance().isEmpty() || one.sourceImage().isEmpty())
                .filter(one -> made(one).isProved())
                .findFirst();
    }

    /** A snapshot's row: in the mapping of a proved image, or of a proved volume and begun since that was created. */
    Verdict snapshot(Region region, SnapshotFact snapshot) {
        List<ImageFact> standing = facts.get(region).images().stream()
                .filter(image -> image.snapshots().contains(snapshot.id()))
                .toList();
        for (ImageFact image : standing) {
            if (traces.kept().contains(image.id()) || !image(image).isProved()) {
                return Verdict.not("the AMI " + image.id() + " uses it and is kept");
            }
        }
        return standing.isEmpty() ? byVolume(region, snapshot) : Verdict.proved();
    }

    private Verdict byVolume(Region region, SnapshotFact snapshot) {
        if (snapshot.copy()) {
            return Verdict.not("it is a copy, and no AMI of this bake uses it");
        }
        Optional<Instant> created = rows(region).flatMap(rows -> rows.provedVolume(snapshot.volume()));
        if (created.isEmpty()) {
            return Verdict.not("it is of the volume " + snapshot.volume() + ", which is not proved to be this bake's");
        }
        return snapshot.started().isBefore(created.get())
                ? Verdict.not("it is older than its volume " + snapshot.volume())
                : Verdict.proved();
    }

    private Optional<SnapshotFact> snapshot(Region region, String id) {
        return Optional.ofNullable(facts.get(region)).stream()
                .flatMap(there -> there.snapshots().stream())
                .filter(one -> one.id().equals(id))
                .findFirst();
    }

    private Optional<InstanceRows> rows(Region region) {
        return Optional.ofNullable(instances.get(region));
    }

    private Plan plan() {
        return traces.plan();
    }
}
