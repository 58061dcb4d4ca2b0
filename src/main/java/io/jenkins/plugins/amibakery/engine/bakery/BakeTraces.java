package io.jenkins.plugins.amibakery.engine.bakery;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names and ids by which what one bake made can be found in an account: those packer told in its log, and its bake id.
 *
 * @param bakeId value of the tag {@link io.jenkins.plugins.amibakery.engine.model.Tags#BAKE_ID}
 * @param keyPairs names of temporary key pairs, {@code packer_…}; an instance still unnamed in the log carries its key's name
 * @param securityGroups names of temporary security groups, {@code packer_…}
 * @param instances ids of build instances
 * @param imageNames names under which images were to be created
 * @param images ids of all images packer said it was making; a copy in another region names the one it was copied from
 * @param keptImages ids of images that are a result of the bake and must stay, with their snapshots
 */
public record BakeTraces(
        String bakeId,
        Set<String> keyPairs,
        Set<String> securityGroups,
        Set<String> instances,
        Set<String> imageNames,
        Set<String> images,
        Set<String> keptImages) {
    /** Traces of a bake that packer named no image of yet. */
    public BakeTraces(
            String bakeId,
            Set<String> keyPairs,
            Set<String> securityGroups,
            Set<String> instances,
            Set<String> imageNames,
            Set<String> keptImages) {
        this(bakeId, keyPairs, securityGroups, instances, imageNames, Set.of(), keptImages);
    }

    /**
     * The traces of a bake that packer's log tells of.
     *
     * @param kept AMIs that are a result and stay
     */
    public static BakeTraces of(String bakeId, PackerFacts facts, Collection<BakedAmi> kept) {
        Set<String> made = facts.imageIds().values().stream()
                .flatMap(Set::stream)
                .map(AmiId::value)
                .collect(Collectors.toSet());
        Set<String> keptIds = kept.stream().map(ami -> ami.id().value()).collect(Collectors.toSet());
        return new BakeTraces(
                bakeId, facts.keyPairs(), facts.securityGroups(), facts.instances(), facts.imageNames(), made, keptIds);
    }

    /** Whether packer got as far as making anything; before that there is nothing to look for. */
    public boolean leadAnywhere() {
        return !(keyPairs.isEmpty()
                && securityGroups.isEmpty()
                && instances.isEmpty()
                && imageNames.isEmpty()
                && images.isEmpty());
    }

    public BakeTraces {
        keyPairs = Set.copyOf(keyPairs);
        securityGroups = Set.copyOf(securityGroups);
        instances = Set.copyOf(instances);
        imageNames = Set.copyOf(imageNames);
        images = Set.copyOf(images);
        keptImages = Set.copyOf(keptImages);
    }
}
