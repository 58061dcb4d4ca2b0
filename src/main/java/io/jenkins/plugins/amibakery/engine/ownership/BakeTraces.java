package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.log.BuildTrace;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of one bake, by which what it made is found and proved to be its own.
 *
 * @param bakeId value of the tag {@link io.jenkins.plugins.amibakery.engine.model.Tags#BAKE_ID}; says where to look, no more
 * @param plan when the bake began and what its template makes
 * @param builds what packer itself said of each build
 * @param seen what the watch saw while it was there
 * @param hints names and ids of the log, no matter who wrote them: they say where to look, no more
 * @param kept ids of images, volumes and snapshots that are a result of the bake and stay
 */
public record BakeTraces(
        String bakeId, Plan plan, List<BuildTrace> builds, Sightings seen, Hints hints, Set<String> kept) {
    public BakeTraces {
        builds = builds.stream().filter(build -> plan.has(build.builder())).toList();
        kept = Set.copyOf(kept);
    }

    /**
     * Names and ids that stand in packer's log, its own or a script's.
     *
     * @param keyPairs names of key pairs
     * @param securityGroups names of security groups
     * @param instances ids of instances
     * @param imageNames names of images
     * @param images ids of images
     */
    public record Hints(
            Set<String> keyPairs,
            Set<String> securityGroups,
            Set<String> instances,
            Set<String> imageNames,
            Set<String> images) {
        public Hints {
            keyPairs = Set.copyOf(keyPairs);
            securityGroups = Set.copyOf(securityGroups);
            instances = Set.copyOf(instances);
            imageNames = Set.copyOf(imageNames);
            images = Set.copyOf(images);
        }

        static Hints of(PackerFacts facts) {
            Set<String> images = facts.imageIds().values().stream()
                    .flatMap(Set::stream)
                    .map(AmiId::value)
                    .collect(Collectors.toSet());
            Set<String> names = new HashSet<>(facts.imageNames());
            Set<String> instances = new HashSet<>(facts.instances());
            facts.builds().forEach(build -> {
                names.addAll(build.imageNames());
                instances.add(build.instance());
            });
            instances.remove("");
            return new Hints(facts.keyPairs(), facts.securityGroups(), instances, names, images);
        }

        private boolean isEmpty() {
            return keyPairs.isEmpty()
                    && securityGroups.isEmpty()
                    && instances.isEmpty()
                    && imageNames.isEmpty()
                    && images.isEmpty();
        }
    }

    /**
     * The traces of a bake that packer's log tells of.
     *
     * @param kept AMIs that are a result and stay; what packer's own artifact lines name beside AMIs stays as well
     */
    public static BakeTraces of(
            String bakeId, Plan plan, PackerFacts facts, Sightings seen, Collection<BakedAmi> kept) {
        Set<String> stay = kept.stream().map(ami -> ami.id().value()).collect(Collectors.toSet());
        facts.results().stream().filter(id -> !id.startsWith("ami-")).forEach(stay::add);
        return new BakeTraces(bakeId, plan, facts.builds(), seen, Hints.of(facts), stay);
    }

    /** The same, keeping more images. */
    public BakeTraces keeping(Collection<BakedAmi> more) {
        Set<String> all = new HashSet<>(kept);
        more.forEach(ami -> all.add(ami.id().value()));
        return new BakeTraces(bakeId, plan, builds, seen, hints, all);
    }

    /** The same, looking for more images. */
    public BakeTraces lookingFor(Collection<BakedAmi> more) {
        Set<String> images = new HashSet<>(hints.images());
        more.forEach(ami -> images.add(ami.id().value()));
        Hints wider =
                new Hints(hints.keyPairs(), hints.securityGroups(), hints.instances(), hints.imageNames(), images);
        return new BakeTraces(bakeId, plan, builds, seen, wider, kept);
    }

    /** Whether packer got as far as making anything; before that there is nothing to look for. */
    public boolean leadAnywhere() {
        return !hints.isEmpty()
                || !seen.instances().isEmpty()
                || builds.stream()
                        .anyMatch(build ->
                                !build.profile().isEmpty() || !build.keyPair().isEmpty());
    }

    /** Every instance's id that the traces name, and their regions do not matter: ids are no one else's. */
    public Set<String> instances() {
        Set<String> all = new LinkedHashSet<>(hints.instances());
        seen.instances().stream().map(SeenInstance::id).forEach(all::add);
        return all;
    }

    /** Every volume that was seen in a region. */
    public Set<String> volumes(Region region) {
        return seen.instances().stream()
                .filter(one -> one.region().equals(region))
                .flatMap(one -> one.volumes().keySet().stream())
                .collect(Collectors.toSet());
    }
}
