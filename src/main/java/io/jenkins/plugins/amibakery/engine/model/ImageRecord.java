package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What packages an image holds, and what state their repositories had when it was baked, as its manifest says.
 *
 * @param packages those of the system's own package manager
 * @param repositories those they may come from
 * @param keys keyrings that verify the repositories, by name: base64 of OpenPGP keys, armoured or not
 */
public record ImageRecord(
        List<InstalledPackage> packages, List<PackageRepository> repositories, Map<String, String> keys)
        implements Serializable {
    private static final int MOST_REPOSITORIES = 2_000;
    private static final int MOST_KEYS = 200;
    private static final int LONGEST_KEY = 2_000_000;

    /** @throws IllegalArgumentException when it cannot be an honest record; also on its way in, whatever an agent sends */
    public ImageRecord {
        Limits.things("the packages of an image", packages, InstalledPackage.class, BakeReport.MOST_PACKAGES);
        Limits.things("the repositories of an image", repositories, PackageRepository.class, MOST_REPOSITORIES);
        Limits.texts("the keys of an image", keys, MOST_KEYS, LONGEST_KEY);
        Limits.number(
                "characters of the keys of an image",
                keys.values().stream().mapToLong(String::length).sum(),
                LONGEST_KEY);
        packages = List.copyOf(packages);
        repositories = List.copyOf(repositories);
        keys = Map.copyOf(keys);
    }

    /** The keys that may sign a repository; a keyring that was not recorded is missing. */
    public List<String> keysOf(PackageRepository repository) {
        return repository.keys().stream()
                .map(keys::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Short: it may be long. */
    @Override
    public String toString() {
        return "ImageRecord[" + packages.size() + " packages, " + repositories + "]";
    }
}
