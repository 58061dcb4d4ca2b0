package io.jenkins.plugins.amibakery.engine.packages;

import io.github.nscuro.versatile.spi.InvalidVersionException;
import io.github.nscuro.versatile.spi.VersionProvider;
import io.github.nscuro.versatile.version.DebianVersion;
import io.github.nscuro.versatile.version.RpmVersion;
import io.jenkins.plugins.amibakery.engine.model.PackageRepository;

/** Which of two versions is newer, as the package manager itself compares them. */
final class VersionOrder {
    static final VersionOrder DEBIAN = new VersionOrder("deb", new DebianVersion.Provider());
    static final VersionOrder RPM = new VersionOrder("rpm", new RpmVersion.Provider());

    private final String scheme;
    private final VersionProvider provider;

    private VersionOrder(String scheme, VersionProvider provider) {
        this.scheme = scheme;
        this.provider = provider;
    }

    static VersionOrder of(PackageRepository.Kind kind) {
        return kind == PackageRepository.Kind.RPM ? RPM : DEBIAN;
    }

    /**
     * Below, at or above 0 when one version is older than, the same as, or newer than the other.
     *
     * @throws IllegalArgumentException when one of them is no version
     */
    int compare(String one, String other) {
        try {
            return provider.getVersion(scheme, one).compareTo(provider.getVersion(scheme, other));
        } catch (InvalidVersionException e) {
            throw new IllegalArgumentException("a version of a package is malformed", e);
        }
    }

    /** The newer of two; the first when they are equal. */
    String newer(String one, String other) {
        return compare(one, other) >= 0 ? one : other;
    }
}
