package io.jenkins.plugins.amibakery.engine.bakery;

import java.util.Set;

/**
 * The names and ids by which what one bake made can be found in an account: those packer told in its log, and its bake id.
 *
 * @param bakeId value of the tag {@link io.jenkins.plugins.amibakery.engine.model.Tags#BAKE_ID}
 * @param keyPairs names of temporary key pairs, {@code packer_…}; an instance still unnamed in the log carries its key's name
 * @param securityGroups names of temporary security groups, {@code packer_…}
 * @param instances ids of build instances
 * @param imageNames names under which images were to be created
 * @param keptImages ids of images that are a result of the bake and must stay, with their snapshots
 */
public record BakeTraces(
        String bakeId,
        Set<String> keyPairs,
        Set<String> securityGroups,
        Set<String> instances,
        Set<String> imageNames,
        Set<String> keptImages) {
    public BakeTraces {
        keyPairs = Set.copyOf(keyPairs);
        securityGroups = Set.copyOf(securityGroups);
        instances = Set.copyOf(instances);
        imageNames = Set.copyOf(imageNames);
        keptImages = Set.copyOf(keptImages);
    }
}
