package io.jenkins.plugins.amibakery.engine.lockfile;

import java.io.Serializable;

/**
 * What part a lock file plays in a bake.
 *
 * @param mode what the bake does with it
 * @param file the lock file as a person at a terminal names it, absolute or relative to the current directory; empty for the one
 *     beside the template
 * @param scratch a directory of the bake's own, absolute, which goes with it: in it the template finds the locked package versions and
 *     leaves the manifests of its images. Need not exist
 */
public record LockUse(Mode mode, String file, String scratch) implements Serializable {
    /** What a bake does with the lock file. */
    public enum Mode {
        /** There is none as far as the bake is concerned. */
        NONE,
        /** Bake what it says. */
        KEEP,
        /** Write down what was baked. */
        WRITE
    }

    /** Whether the bake keeps or writes a lock. */
    public boolean isAsked() {
        return mode != Mode.NONE;
    }
}
