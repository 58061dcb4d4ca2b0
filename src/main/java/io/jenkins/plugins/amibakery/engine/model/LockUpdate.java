package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.List;

/**
 * What a bake wrote into its lock file.
 *
 * @param file the lock file, as a person would name it
 * @param isNew whether there was none before
 * @param changes what differs from the lock that was there
 * @param unlocked builds whose packages are not in it, as the template gave no manifest of them
 */
public record LockUpdate(String file, boolean isNew, List<LockChange> changes, List<String> unlocked)
        implements Serializable {
    private static final int MOST = 100_000;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public LockUpdate {
        Limits.text("the name of a lock file", file, Limits.PATH);
        Limits.things("the changes of a lock", changes, LockChange.class, MOST);
        Limits.texts("the builds of a lock", unlocked, Limits.BUILDS, Limits.BUILD_NAME);
        changes = List.copyOf(changes);
        unlocked = List.copyOf(unlocked);
    }
}
