package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A repository of packages and the state it had when an image was baked.
 *
 * @param kind which package manager reads it
 * @param address where it is, an address without user and password; empty when it is not known
 * @param suite of apt the suite, of dnf the repository's id, of Python the version installed; empty for apk
 * @param components of apt those in use
 * @param architectures of apt and apk those in use, of Python the tags of the wheel that was installed
 * @param state SHA-256 of apt's InRelease, dnf's repomd.xml or apk's APKINDEX; empty when it was not recorded
 * @param date when apt's InRelease was made, as it says; of dnf the revision; of Python when it was installed
 * @param keys names of the image's keyrings that may sign it
 * @param note why newest versions do not tell what would be installed; empty when they do
 */
public record PackageRepository(
        Kind kind,
        String address,
        String suite,
        List<String> components,
        List<String> architectures,
        String state,
        String date,
        List<String> keys,
        String note)
        implements Serializable {
    /** Whose repository it is. */
    public enum Kind {
        APT,
        RPM,
        APK,
        /** A project of an index of Python's distributions. */
        PYTHON
    }

    private static final int MOST = 100;
    private static final int LONGEST = 1_000;

    /** @throws IllegalArgumentException when it cannot be one */
    public PackageRepository {
        Objects.requireNonNull(kind, "kind");
        for (String text : new String[] {address, suite, date, note}) {
            Limits.text("a fact of a repository", Objects.requireNonNull(text), LONGEST);
        }
        for (List<String> texts : List.of(components, architectures, keys)) {
            Limits.texts("the facts of a repository", texts, MOST, LONGEST);
        }
        if (!state.matches("([0-9a-f]{64})?")) {
            throw new IllegalArgumentException("Refused: the state of a repository is no SHA-256.");
        }
        components = List.copyOf(components);
        architectures = List.copyOf(architectures);
        keys = List.copyOf(keys);
    }

    /** What people call it: address and suite. */
    public String shown() {
        return Limits.brief((address + " " + suite).strip(), LONGEST);
    }
}
