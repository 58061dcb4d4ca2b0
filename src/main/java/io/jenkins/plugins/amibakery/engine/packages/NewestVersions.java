package io.jenkins.plugins.amibakery.engine.packages;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The newest version of each package that a repository has. */
final class NewestVersions {
    /** No repository has as many packages. */
    private static final int MOST = 1_000_000;

    private static final Set<String> ANY = Set.of("all", "noarch");

    private final VersionOrder order;
    private final Map<String, String> newest = new HashMap<>();
    private final Set<String> architectures = new HashSet<>();

    NewestVersions(VersionOrder order) {
        this.order = order;
    }

    /** @throws UnknownStateException when that cannot be */
    void add(String name, String architecture, String version) throws UnknownStateException {
        if (newest.size() >= MOST) {
            throw new UnknownStateException("lists more than " + MOST + " packages");
        }
        architectures.add(architecture);
        try {
            newest.merge(key(name, architecture), version, order::newer);
        } catch (IllegalArgumentException e) {
            throw new UnknownStateException("has a malformed version of " + name, e);
        }
    }

    /** The newest version of a package that could take the place of one of an architecture. */
    Optional<String> find(String name, String architecture) {
        Stream<String> fitting = ANY.contains(architecture)
                ? architectures.stream()
                : Stream.concat(Stream.of(architecture), ANY.stream());
        return fitting.map(one -> newest.get(key(name, one)))
                .filter(version -> version != null)
                .max(order::compare);
    }

    private static String key(String name, String architecture) {
        return name + " " + architecture;
    }
}
