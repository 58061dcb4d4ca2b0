package io.jenkins.plugins.amibakery.engine.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can settle a part of a recipe that is not pinned. */
public enum Settling {
    /** Versions of system packages: a lock with packages, or the state of the repositories they come from. */
    REPOSITORIES,
    /** Versions of Python's distributions: a lock with packages, or what their index has had since. */
    PYTHON,
    /** Versions of packages of another list, such as npm's: only a lock with packages. */
    LOCK,
    /** What one address serves: asking there whether it is still the same, which is part of the key then. */
    ADDRESS,
    /** Only a pin, or a mark in the script. */
    NOTHING;

    /** Whether a lock of package versions settles it. */
    public boolean byLock() {
        return this == REPOSITORIES || this == PYTHON || this == LOCK;
    }

    /** Whether asking where packages come from settles it, for an image that records them. */
    public boolean byAsking() {
        return this == REPOSITORIES || this == PYTHON;
    }

    /** The word for it: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** That of a word; {@link #NOTHING} for any other word, and for null. */
    public static Settling of(String word) {
        Optional<Settling> found =
                Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
        return found.orElse(NOTHING);
    }
}
